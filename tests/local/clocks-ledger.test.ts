import { describe, expect, it } from 'vitest';
import { DEFAULT_SLA_BOOK } from '#domain/policy/book.ts';
import { look } from '#domain/sweep.ts';
import { balanceClocks, type ToldFact } from '#local/demo/clocks-ledger.ts';
import type { Reckoning } from '#local/demo/reckoning.ts';
import { referenceClocks } from '#tests/reference/reference-clocks.ts';
import { promising } from '#tests/support/histories.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

const book = {
  ...DEFAULT_SLA_BOOK,
  policy: promising({ firstResponse: { minutes: 60, warn: [{ percent: 50 }] }, nextResponse: { minutes: 60 } }),
};
const reckoning: Reckoning = { calculator: referenceClocks, book, untilMs: Date.parse(atMinute(200)) };

/** A ticket that is asked at noon, swept every minute and answered at a minute, if it ever is. */
function kept(answeredAt?: number) {
  const story = ticketStory(book);
  story.hear(0, customerMessage());
  for (let minute = 1; minute <= 200; minute++) {
    if (minute === answeredAt) story.hear(minute, brandMessage({ sentAt: atMinute(minute) }));
    while (story.decide((ticket, current) => look(ticket, atMinute(minute), current)));
  }
  return { ticket: story.ticket, entries: story.history };
}

/** What the bus would have told of it. */
function toldOf({ ticket, entries }: ReturnType<typeof kept>): ToldFact[] {
  return entries.flatMap(({ at, told = [] }) =>
    told.map(({ fact, clock, episode, cycle, number, cause }) => {
      const point = fact === 'warning' ? { point: number ?? 0 } : {};
      const data = { clock, episode, cycle, ...point, ...(cause && { cause }) };
      return { type: `sla.${fact}`, time: at, ticketId: ticket.id, data };
    }),
  );
}

describe('the ledger of the clocks', () => {
  it.each([undefined, 10, 45, 90])('agrees with a ticket that is answered at minute %s', (answeredAt) => {
    const ticket = kept(answeredAt);
    const { agree, breaches, warnings } = balanceClocks([ticket], toldOf(ticket), reckoning);
    expect(agree).toBe(true);
    expect(warnings).toEqual({ told: answeredAt === 10 ? 0 : 1, reckoned: answeredAt === 10 ? 0 : 1 });
    const isBroken = answeredAt === undefined || answeredAt === 90;
    expect(breaches).toEqual({ told: isBroken ? 1 : 0, reckoned: isBroken ? 1 : 0 });
  });

  it('agrees on messages of one minute whose platform is ahead by half an hour, in the order of their receipt', () => {
    const story = ticketStory(book);
    const receivedAt = (seconds: number) => new Date(Date.parse(atMinute(0)) + seconds * 1000).toISOString();
    const said = (id: string, aheadMinutes: number, seconds: number) => ({
      id,
      sentAt: atMinute(aheadMinutes),
      receivedAt: receivedAt(seconds),
    });
    story.hear(1, customerMessage(said('m-1', 30, 1)));
    story.hear(1, brandMessage(said('out-1', 5, 2)));
    story.hear(1, customerMessage(said('m-2', 10, 3)));
    for (let minute = 2; minute <= 200; minute++)
      while (story.decide((ticket, current) => look(ticket, atMinute(minute), current)));
    const ticket = { ticket: story.ticket, entries: story.history };
    const { breaches, missing, unfounded } = balanceClocks([ticket], toldOf(ticket), reckoning);
    expect([breaches.told, missing, unfounded]).toEqual([1, [], []]);
  });

  it.each(['sla.warning', 'sla.breached'])('misses a %s that was not told', (type) => {
    const ticket = kept();
    const told = toldOf(ticket).filter((fact) => fact.type !== type);
    const { agree, missing, unfounded } = balanceClocks([ticket], told, reckoning);
    expect([agree, missing.length, unfounded.length]).toEqual([false, 1, 0]);
  });

  it('finds what was told an hour too early, as by a clock that forgot the change of the clocks', () => {
    const ticket = kept();
    const told = toldOf(ticket).map((fact) => ({
      ...fact,
      time: atMinute((Date.parse(fact.time) - Date.parse(atMinute(0))) / 60_000 - 20),
    }));
    const { agree, unfounded } = balanceClocks([ticket], told, reckoning);
    expect(agree).toBe(false);
    expect(unfounded.length).toBeGreaterThan(0);
  });

  it('finds a breach told of a clock that was answered in time', () => {
    const [late, prompt] = [kept(), kept(10)];
    const told = toldOf(late).filter(({ type }) => type === 'sla.breached');
    expect(balanceClocks([prompt], told, reckoning).unfounded).not.toEqual([]);
  });
});
