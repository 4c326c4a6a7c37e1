import { describe, expect, it } from 'vitest';
import { ticketPriorityView } from '#contracts/agent-api-priority-views.ts';
import { type Desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket, PRIORITY_POLICY, TICKET } from './desk.ts';

const READ = 'GET /tickets/{ticketId}/priority';
const hoursLater = (hours: number) =>
  new Date(Date.parse('2026-03-02T10:00:00.000Z') + hours * 3_600_000).toISOString();
const read = async ({ ask }: Desk) => ticketPriorityView.parse((await ask(READ, onTicket)).body);

describe("a ticket's priority", () => {
  it('is explained by every factor, what it was judged by, and what would make it another', async () => {
    const made = await deskWithTicket({ author: { id: 'customer-1', followers: 500 } });
    const { kept, explanation } = await read(made);
    expect(kept.factors.map(({ name, points }) => `${name} ${points}`)).toEqual([
      'sentiment 5',
      'intent 2',
      'waiting 1',
    ]);
    expect(explanation).toMatchObject({ priority: 'P4', promise: 'P4', score: 8, policyVersion: 'priority-2' });
    expect(explanation.inputsHash).toBe(kept.inputsHash);
    expect(explanation.factors).toHaveLength(9);
    expect(explanation.factors[1]).toEqual({
      name: 'sentiment',
      points: 5,
      bound: 20,
      because: 'neutral',
      messageId: 'message-1',
    });
    expect(explanation.inputs).toMatchObject({
      unanswered: 1,
      waitingSince: '2026-03-02T09:00:00.000Z',
      said: [{ id: 'message-1', followers: 500 }],
    });
    expect(explanation.raisedBy[0]).toEqual({ factor: 'urgency', because: 'high', points: 25, priority: 'P3' });
    expect(explanation.changes).toEqual({ at: '2026-03-03T09:00:00.000Z', priority: 'P3' });
    expect(explanation.reputation).toMatchObject({ reach: 0, label: 'low' });
  });

  it('is told for this instant, beside what the ticket was judged at its last change', async () => {
    const made = await deskWithTicket();
    made.setNow(hoursLater(25));
    const { kept, explanation } = await read(made);
    expect([kept.priority, explanation.priority, explanation.promise]).toEqual(['P4', 'P3', 'P4']);
    expect(explanation.factors.find(({ name }) => name === 'waiting')).toMatchObject({
      points: 20,
      because: '1440 minutes or more',
    });
  });

  it('is told under the version it was judged under, whatever is in force by now', async () => {
    const made = await deskWithTicket();
    const policy = { ...PRIORITY_POLICY, thresholds: { P1: 9, P2: 8, P3: 7 } };
    await made.ask('PUT /priority/policy', { as: '[admin]', headers: ifMatch(0), body: { policy } });
    expect((await read(made)).explanation).toMatchObject({ priority: 'P4', policyVersion: 'priority-2' });
    await hear(made, messageFrom({ id: 'message-2' }));
    expect((await read(made)).explanation).toMatchObject({ priority: 'P1', policyVersion: '1' });
  });

  it('is told by the policy in force when it was judged by one that is gone', async () => {
    const made = await deskWithTicket();
    await made.table.tickets.change(
      TICKET,
      (before) =>
        before && {
          body: { ...before, assessment: { ...before.assessment, policyVersion: 'priority-1', inputsHash: undefined } },
          deed: { type: 'clock_warned', clock: 'resolution' },
          by: { kind: 'system' },
          at: hoursLater(0),
          isWork: false,
          keepsClocks: true,
        },
    );
    const { kept, explanation } = await read(made);
    expect([kept.policyVersion, explanation.policyVersion]).toEqual(['priority-1', 'priority-2']);
  });

  it('waits for nobody once the ticket is out of work, and keeps what it had', async () => {
    const made = await deskWithTicket();
    made.setNow(hoursLater(25));
    await made.ask('POST /tickets/{ticketId}/status', {
      ...onTicket,
      headers: ifMatch(0),
      body: { status: 'spam', lastMessageSeen: 1 },
    });
    const { kept, explanation } = await read(made);
    expect(kept).toMatchObject({ priority: 'P4', score: 8 });
    expect(explanation.inputs).toMatchObject({ unanswered: 0 });
    expect(explanation.inputs.waitingSince).toBeUndefined();
  });

  it('leaves out who the customer is before the ticket is claimed, on a stage that is blind', async () => {
    const author = { id: 'customer-1', followers: 815_000, verified: true };
    const said = { author, visibility: 'public', channel: 'standard.public' } as const;
    const made = await deskWithTicket(said, { blindUntilClaimed: true });
    const blind = await read(made);
    expect(blind.blind).toBe(true);
    expect(JSON.stringify(blind)).not.toMatch(/815000|"verified":true|"reach","|"tier"/);
    expect(blind.explanation.factors.map(({ name }) => name)).not.toContain('reach');
    await made.ask('POST /tickets/{ticketId}/claim', { ...onTicket, headers: ifMatch(0) });
    const seen = await read(made);
    expect(seen.blind).toBeUndefined();
    expect(seen.explanation.reputation).toMatchObject({ reach: 815_000, verified: true, label: 'high' });
    expect(seen.explanation.score).toBeGreaterThan(blind.explanation.score);
  });
});
