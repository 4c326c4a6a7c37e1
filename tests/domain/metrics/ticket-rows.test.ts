import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import { FOLLOWER_BANDS, followerBand, type MetricsRow } from '#domain/metrics/row.ts';
import { beginnersOf, rowsOf } from '#domain/metrics/ticket-rows.ts';
import { DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Ticket } from '#domain/ticket.ts';
import { answered, asked, hears, historyOf, judges, moves, promising, takesBack } from '#tests/support/histories.ts';
import { atMinute, customerMessage } from '#tests/support/messages.ts';
import { openedTicket } from '#tests/support/tickets.ts';

const policy = promising({
  firstResponse: { minutes: 60 },
  nextResponse: { minutes: 60 },
  resolution: { minutes: 240 },
});
const book: SlaBook = { ...DEFAULT_SLA_BOOK, policy };

const filed = (id: string, author: object = {}): FiledMessage => ({
  message: customerMessage({ id, author: { id: 'customer-1', ...author }, language: 'de' }),
  ticketId: 'ticket-1',
});

interface Given {
  readonly minute?: number;
  readonly ticket?: Partial<Ticket>;
  readonly messages?: readonly FiledMessage[];
}

const rows = (entries: readonly Entry[], { minute = 1_000, ticket = {}, messages = [] }: Given = {}): MetricsRow[] =>
  rowsOf({
    ticket: { ...openedTicket(), ...ticket },
    entries,
    book,
    messages: new Map(messages.map((each) => [each.message.id, each])),
    now: atMinute(minute),
  });

const row = (all: readonly MetricsRow[], clock: MetricsRow['clock'], episode = 1) =>
  all.find((each) => each.clock === clock && each.episode === episode);

const question = hears(0, [asked('q1', 0)]);
const answer: Omit<Entry, 'id' | 'revision'> = {
  at: atMinute(20),
  by: { kind: 'agent', id: 'agent-7' },
  deed: { type: 'reply_sent', replyId: 'r1', message: answered('a1', 20) },
  state: { status: 'pending' },
};

describe('the rows of a ticket', () => {
  it('has one for the question and one for the episode from the beginning, waiting', () => {
    const all = rows(historyOf(question), { minute: 5 });
    expect(all.map(({ clock, fate, met }) => [clock, fate, met])).toEqual([
      ['firstResponse', 'waiting', undefined],
      ['resolution', 'waiting', undefined],
    ]);
    expect(all[0]).toMatchObject({ startedAt: atMinute(0), dueAt: atMinute(60), targetMinutes: 60 });
    expect(all[0]).not.toHaveProperty('calendarMinutes');
  });

  it('says who answered, when, in both kinds of minutes, and whether the promise was kept', () => {
    const all = rows(historyOf(question, answer, moves(90, 'pending', 'resolved')));
    expect(row(all, 'firstResponse')).toMatchObject({
      fate: 'done',
      by: 'person',
      agent: 'agent-7',
      met: true,
      calendarMinutes: 20,
      businessMinutes: 20,
    });
    expect(row(all, 'resolution')).toMatchObject({ agent: 'agent-1', met: true, calendarMinutes: 90, messages: 1 });
  });

  it('takes what the customer was waited for out of business minutes, and not out of the calendar', () => {
    const pending = hears(10, [answered('a1', 10)], 'pending');
    const all = rows(historyOf(question, pending, moves(70, 'pending', 'open'), moves(90, 'open', 'resolved')));
    expect(row(all, 'totalResolution')).toMatchObject({ calendarMinutes: 90, businessMinutes: 30 });
    expect(row(all, 'totalResolution')?.met).toBeUndefined();
  });

  it('counts an answer in the native app as a person without a name', () => {
    const all = rows(historyOf(question, hears(20, [answered('a1', 20)])));
    expect(row(all, 'firstResponse')).toMatchObject({ by: 'person', fate: 'done' });
    expect(row(all, 'firstResponse')?.agent).toBeUndefined();
  });

  it('leaves a question that only automation answered waiting', () => {
    const all = rows(historyOf(question, hears(1, [answered('a1', 1, { by: 'automation' })])));
    expect(row(all, 'firstResponse')).toMatchObject({ fate: 'waiting', met: false });
  });

  it('names what automation resolved', () => {
    const resolved = { ...moves(30, 'open', 'resolved'), by: { kind: 'automation', id: 'bot' } as const };
    expect(row(rows(historyOf(question, resolved)), 'resolution')).toMatchObject({ by: 'automation' });
  });

  it('ends an unanswered question with its episode, and keeps it when it is reopened', () => {
    const again = hears(100, [asked('q2', 100)], 'open');
    const all = rows(historyOf(question, moves(30, 'open', 'resolved'), again, moves(130, 'open', 'resolved')));
    expect(row(all, 'firstResponse')).toMatchObject({ fate: 'ended', endedAt: atMinute(30) });
    expect(row(all, 'resolution', 1)).toMatchObject({ fate: 'done', reopened: true });
    expect(row(all, 'resolution', 2)).toMatchObject({ fate: 'done' });
    expect(row(all, 'resolution', 2)?.reopened).toBeUndefined();
    // 130 minutes less the 70 in which it lay resolved.
    expect(row(all, 'totalResolution', 2)).toMatchObject({ calendarMinutes: 60 });
    expect(row(all, 'totalResolution', 1)).toBeUndefined();
  });

  it.each([
    ['taken back', historyOf(question, takesBack(10, 'q1')), {}, 'withdrawn'],
    ['spam', historyOf(question, moves(10, 'open', 'spam')), {}, 'spam'],
    ['merged', historyOf(question, moves(10, 'open', 'closed')), { mergedInto: 'ticket-2' }, 'merged'],
  ])('says that a question was %s', (_, entries, ticket, fate) => {
    expect(new Set(rows(entries, { ticket }).map((each) => each.fate))).toEqual(new Set([fate]));
  });

  it('tells the asker by band and language, from the message that began it', () => {
    const history = historyOf(question, judges(1, 'P2', { team: 'billing', tier: 'gold' }));
    const [first] = rows(history, { messages: [filed('q1', { followers: 1_500, name: 'Ada', handle: 'ada' })] });
    expect(first).toMatchObject({ followers: '1k-10k', language: 'de', priority: 'P2', team: 'billing', tier: 'gold' });
    expect(JSON.stringify(first)).not.toMatch(/Ada|ada|parcel/);
    expect(beginnersOf(history, book)).toEqual(['q1']);
  });

  it('marks what is counted from its receipt', () => {
    const found = hears(2_000, [asked('q1', 0, { startsAt: atMinute(2_000) })]);
    expect(rows(historyOf(found), { minute: 2_001 })[0]).toMatchObject({ late: true, startedAt: atMinute(2_000) });
  });

  it('tells the same rows for ever', () => {
    const history = historyOf(question, answer, moves(90, 'pending', 'resolved'));
    expect(rows(history)).toEqual(rows(history, { minute: 100_000 }));
  });
});

it.each([
  [0, 0],
  [99, 0],
  [100, 1],
  [999, 1],
  [1_000, 2],
  [9_999, 2],
  [10_000, 3],
  [99_999, 3],
  [100_000, 4],
  [999_999, 4],
  [1_000_000, 5],
  [400_000_000, 5],
])('%i followers are in band %i', (followers, band) => {
  expect(followerBand(followers)).toBe(FOLLOWER_BANDS[band]);
});
