import { describe, expect, it } from 'vitest';
import { ticketClocksView } from '#contracts/agent-api-clocks.ts';
import { look } from '#domain/sweep.ts';
import { CALENDAR, type Desk, desk, hear, ifMatch, messageFrom, onTicket, POLICY, TICKET } from './desk.ts';

const target = (minutes: number, calendar: string, pauseOn: string[] = []) => ({
  minutes,
  calendar,
  warn: [{ percent: 50 }],
  pauseOn,
});

/** A desk whose policy works on two calendars, with a ticket on which a customer wrote at nine. */
async function promised(override: Parameters<typeof desk>[0] = {}): Promise<Desk> {
  const made = desk(override);
  const weekly = {
    ...CALENDAR.weekly,
    mon: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ],
  };
  const asked = { as: '[admin]', headers: ifMatch(0) };
  const params = { name: 'business' };
  await made.ask('PUT /sla/calendars/{name}', { ...asked, params, body: { calendar: { ...CALENDAR, weekly } } });
  const targets = {
    firstResponse: target(60, 'round_the_clock'),
    nextResponse: target(60, 'round_the_clock'),
    resolution: target(240, 'business', ['pending']),
  };
  const rules = [
    { when: { tier: ['gold'] }, targets: {} },
    { when: { visibility: 'private' }, targets },
  ];
  await made.ask('PUT /sla/policy', { ...asked, body: { policy: { ...POLICY, name: 'Shop', rules } } });
  await hear(made, messageFrom());
  return made;
}

const move = async (made: Desk, status: string, at: string) => {
  made.setNow(at);
  const ticket = await made.table.tickets.get(TICKET);
  const headers = ifMatch(ticket?.workVersion ?? 0);
  const body = { status, lastMessageSeen: ticket?.lastMessageSeen ?? 0 };
  expect((await made.ask('POST /tickets/{ticketId}/status', { ...onTicket, headers, body })).status).toBe(200);
};

const read = async (made: Desk) => {
  const { status, body } = await made.ask('GET /tickets/{ticketId}/clocks', onTicket);
  expect(status).toBe(200);
  return ticketClocksView.parse(body);
};

const at = (time: string) => `2026-03-02T${time}:00.000Z`;

describe("a ticket's clocks", () => {
  it('say when they are due, and which rule, target and calendar made it so', async () => {
    const { policy, clocks } = await read(await promised());
    expect(policy).toEqual({ name: 'Shop', version: '1' });
    expect(clocks.map(({ clock, dueAt, why }) => ({ clock, dueAt, why }))).toEqual([
      {
        clock: 'firstResponse',
        dueAt: at('10:00'),
        why: {
          targetMinutes: 60,
          policyVersion: '1',
          calendar: 'round_the_clock',
          rule: 1,
          when: { visibility: 'private' },
        },
      },
      {
        clock: 'resolution',
        // Three hours until noon, and one after lunch.
        dueAt: at('14:00'),
        why: {
          targetMinutes: 240,
          policyVersion: '1',
          calendar: 'business',
          calendarVersion: '1',
          rule: 1,
          when: { visibility: 'private' },
        },
      },
    ]);
  });

  it('tell where they ran and stood still, in every episode', async () => {
    const made = await promised();
    await move(made, 'pending', at('10:10'));
    await move(made, 'open', at('10:40'));
    await move(made, 'resolved', at('11:00'));
    await hear(made, messageFrom({ id: 'message-2', sentAt: at('11:30'), receivedAt: at('11:30') }));
    const resolutions = (await read(made)).clocks.filter(({ clock }) => clock === 'resolution');
    expect(resolutions.map(({ episode, state }) => [episode, state])).toEqual([
      [1, 'met'],
      [2, 'running'],
    ]);
    expect(resolutions[0]).toMatchObject({
      startedAt: at('09:00'),
      startedBy: 'message-1',
      runs: [
        { from: at('09:00'), to: at('10:10') },
        { from: at('10:40'), to: at('11:00') },
      ],
      pauses: [{ from: at('10:10'), to: at('10:40') }],
      elapsedMs: 90 * 60_000,
      doneAt: at('11:00'),
    });
  });

  it('tell what was told of them, by which entry', async () => {
    const made = await promised();
    made.setNow(at('09:40'));
    await made.table.tickets.change(TICKET, (ticket, _, book) => look(ticket, at('09:40'), book));
    const [first] = (await read(made)).clocks;
    expect(first?.warnings).toEqual([{ point: 0, at: at('09:30') }]);
    expect(first?.told).toEqual([
      expect.objectContaining({ fact: 'warning', number: 0, at: at('09:40'), entryId: expect.any(String) }),
    ]);
    const history = await made.table.tickets.history(TICKET);
    expect(history.find(({ id }) => id === first?.told[0]?.entryId)?.deed.type).toBe('clock_warned');
  });

  it('stay as they were told once they are over, whatever is put later; those that run follow', async () => {
    const made = await promised();
    await move(made, 'resolved', at('11:00'));
    await hear(made, messageFrom({ id: 'message-2', sentAt: at('11:30'), receivedAt: at('11:30') }));
    const before = (await read(made)).clocks;
    made.setNow(at('11:40'));
    const rules = [{ when: {}, targets: { resolution: target(5, 'round_the_clock') } }];
    const put = { as: '[admin]', headers: ifMatch(1) };
    expect((await made.ask('PUT /sla/policy', { ...put, body: { policy: { ...POLICY, rules } } })).status).toBe(200);
    const params = { name: 'business' };
    await made.ask('PUT /sla/calendars/{name}', { ...put, params, body: { calendar: CALENDAR } });
    const { policy, clocks } = await read(made);
    const isOver = ({ doneAt, endedAt }: (typeof clocks)[number]) => (doneAt ?? endedAt) !== undefined;
    expect(policy.version).toBe('2');
    expect(clocks.filter(isOver)).toEqual(before.filter(isOver));
    expect(clocks.filter((clock) => !isOver(clock))).toMatchObject([
      { clock: 'resolution', episode: 2, state: 'breached', why: { targetMinutes: 5, policyVersion: '2' } },
    ]);
  });

  it('do not say by which rule while that would tell who the customer is', async () => {
    const made = await promised({ blindUntilClaimed: true });
    const [first] = (await read(made)).clocks;
    expect(first?.why).toEqual({ targetMinutes: 60, policyVersion: '1', calendar: 'round_the_clock' });
    await made.ask('POST /tickets/{ticketId}/claim', { ...onTicket, headers: ifMatch(0), body: {} });
    expect((await read(made)).clocks[0]?.why.rule).toBe(1);
  });

  it('are not there for a ticket that is not', async () => {
    expect((await desk().ask('GET /tickets/{ticketId}/clocks', onTicket)).status).toBe(404);
  });
});
