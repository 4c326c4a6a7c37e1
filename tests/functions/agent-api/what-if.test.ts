import { describe, expect, it } from 'vitest';
import { whatIfView } from '#contracts/agent-api-priority-views.ts';
import { inputsOf } from '#tests/support/priorities.ts';
import { type Desk, desk, deskWithTicket, hear, ifMatch, messageFrom, PRIORITY_POLICY, TICKET } from './desk.ts';

const ASK = 'POST /priority/what-if';
const asked = async ({ ask }: Pick<Desk, 'ask'>, body: unknown) => whatIfView.parse((await ask(ASK, { body })).body);
const { thresholds, reach } = PRIORITY_POLICY;

/** Everything of a policy that makes followers count, and nothing else but followers. */
const famous = { ...PRIORITY_POLICY, reach: { ...reach, max: 100, from: 1, to: 1_000 } };

/** Two tickets in public: an old one of nobody's, and a newer one of somebody with a thousand followers. */
async function twoTickets(blindUntilClaimed = false): Promise<Desk> {
  const made = desk({ blindUntilClaimed });
  const seen = { visibility: 'public', channel: 'standard.public' } as const;
  await hear(made, messageFrom({ ...seen, id: 'm-1' }), 'old');
  const star = { author: { id: 'customer-2', followers: 1_000 }, customerId: 'customer-2' };
  const later = { sentAt: '2026-03-02T09:30:00.000Z', receivedAt: '2026-03-02T09:30:00.000Z' };
  await hear(made, messageFrom({ ...seen, ...star, ...later, id: 'm-2', threadKeys: ['thread-2'] }), 'new');
  return made;
}

describe('what if', () => {
  it('there were another policy: tickets are ranked as the queue sorts them, under both', async () => {
    const made = await twoTickets();
    const body = { ticketIds: ['old', 'new', 'old', 'gone'], policy: famous };
    const { compared, missing } = await asked(made, body);
    expect(missing).toEqual(['gone']);
    expect(
      compared.map(({ ticketId, ranks, before, after }) => [ticketId, ranks, before.priority, after.priority]),
    ).toEqual([
      ['new', { before: 2, after: 1 }, 'P4', 'P1'],
      ['old', { before: 1, after: 2 }, 'P4', 'P4'],
    ]);
    expect(compared[0]?.after).toMatchObject({ policyVersion: 'what-if', score: 107 });
  });

  it('something were different of a ticket', async () => {
    const made = await deskWithTicket();
    const of = async (change: object) => (await asked(made, { ticketIds: [TICKET], change })).compared[0];
    expect((await of({ tier: 'vip' }))?.after).toMatchObject({ score: 18, inputs: { tier: 'vip' } });
    expect((await of({ returns: 3, unanswered: 2 }))?.after).toMatchObject({ score: 20 });
    expect((await of({ at: '2026-03-05T00:00:00.000Z' }))?.after).toMatchObject({ priority: 'P2', promise: 'P4' });
    expect((await of({ waitingSince: null }))?.after.inputs.waitingSince).toBeUndefined();
    expect((await of({ tier: 'vip' }))?.before).toMatchObject({ score: 8 });
  });

  it('there were no ticket at all, only inputs', async () => {
    const inputs = inputsOf({ waitingSince: '2026-03-01T00:00:00.000Z', at: '2026-03-03T00:00:00.000Z' });
    const { compared, missing } = await asked(desk(), { inputs, change: { visibility: 'private' } });
    expect(compared).toHaveLength(1);
    expect(compared[0]).toMatchObject({ before: { priority: 'P2', score: 40 }, after: { priority: 'P2' } });
    expect([compared[0]?.ranks, missing]).toEqual([undefined, []]);
  });

  it('an earlier version were in force', async () => {
    const made = await deskWithTicket();
    const policy = { ...PRIORITY_POLICY, thresholds: { ...thresholds, P3: 2 } };
    await made.ask('PUT /priority/policy', { as: '[admin]', headers: ifMatch(0), body: { policy } });
    const { compared } = await asked(made, { ticketIds: [TICKET], policyVersion: 'priority-2' });
    expect(compared[0]).toMatchObject({
      before: { priority: 'P3', policyVersion: '1' },
      after: { priority: 'P4', policyVersion: 'priority-2' },
    });
    const unknown = await made.ask(ASK, { body: { ticketIds: [TICKET], policyVersion: '7' } });
    expect(unknown.status).toBe(404);
  });

  it('writes nothing', async () => {
    const made = await twoTickets();
    const before = JSON.stringify([...made.table.items]);
    await asked(made, { ticketIds: ['old', 'new'], policy: famous, change: { tier: 'vip' } });
    expect(JSON.stringify([...made.table.items])).toBe(before);
  });

  it.each<[string, object, number, string]>([
    ['nothing to compare', { ticketIds: [TICKET] }, 400, ''],
    ['neither tickets nor inputs', { policy: famous }, 400, ''],
    ['both', { ticketIds: [TICKET], inputs: inputsOf(), policy: famous }, 400, ''],
    ['two policies', { ticketIds: [TICKET], policy: famous, policyVersion: '1' }, 400, ''],
    [
      'too many tickets',
      { ticketIds: Array.from({ length: 51 }, (_, n) => `t-${n}`), policy: famous },
      400,
      '/ticketIds',
    ],
    ['an instant that is none', { ticketIds: [TICKET], change: { at: 'today' } }, 400, '/change/at'],
    [
      'a policy without sense',
      { ticketIds: [TICKET], policy: { ...famous, thresholds: { P1: 1, P2: 2, P3: 3 } } },
      422,
      '/policy/thresholds',
    ],
  ])('is refused with %s', async (_, body, status, pointer) => {
    const answer = await (await deskWithTicket()).ask(ASK, { body });
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('tells nothing of who a customer is before the ticket is claimed, on a stage that is blind', async () => {
    const made = await twoTickets(true);
    const { compared } = await asked(made, { ticketIds: ['old', 'new'], policy: famous });
    expect(compared).toHaveLength(2);
    for (const { before, after } of compared) expect([after.score, after.priority]).toEqual([before.score, 'P4']);
    expect(JSON.stringify(compared)).not.toContain('followers');
    for (const each of compared) expect(each).not.toHaveProperty('clocks');
  });
});
