import { describe, expect, it } from 'vitest';
import { noteView, ticketView } from '#contracts/agent-api-views.ts';
import { type Asked, type Desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket, personIn } from './desk.ts';

const post = ({ ask }: Desk, [what, version]: readonly [string, number], asked: Asked = {}) =>
  ask(`POST /tickets/{ticketId}/${what}`, { ...onTicket, headers: ifMatch(version), body: {}, ...asked });
const other = { claims: personIn('[agent]', 'agent-2') };
const lead = { claims: personIn('[lead]', 'lead-1') };
const toStatus = (status: string, lastMessageSeen = 1) => ({ body: { status, lastMessageSeen } });

describe('work on a ticket', () => {
  it('is claimed once, and the answer carries the next ETag', async () => {
    const made = await deskWithTicket();
    const claimed = await post(made, ['claim', 0]);
    expect(claimed.headers['etag']).toBe('"1"');
    expect(ticketView.parse(claimed.body)).toMatchObject({ assignee: 'agent-1', status: 'open', etag: '"1"' });
    const again = await post(made, ['claim', 1]);
    expect([again.status, again.headers['etag']]).toEqual([200, '"1"']);
    const late = await post(made, ['claim', 1], other);
    expect([late.status, late.body.reason]).toEqual([409, 'already_claimed']);
  });

  it('of two claims with the same ETag one wins', async () => {
    const made = await deskWithTicket();
    const told = await Promise.all([post(made, ['claim', 0]), post(made, ['claim', 0], other)]);
    expect(told.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });

  it('a customer who writes meanwhile does not make an edit stale', async () => {
    const made = await deskWithTicket();
    await hear(made, messageFrom({ id: 'message-2' }));
    expect((await post(made, ['claim', 0])).status).toBe(200);
  });

  it('is released by its assignee or by a lead', async () => {
    const made = await deskWithTicket();
    await post(made, ['claim', 0]);
    const refused = await post(made, ['release', 1], other);
    expect([refused.status, refused.body.reason]).toEqual([409, 'not_yours']);
    expect((await post(made, ['release', 1], { ...lead, body: { why: 'on leave' } })).body.assignee).toBeUndefined();
    const history = await made.table.tickets.history('ticket-1');
    expect(history.at(-1)).toMatchObject({ why: 'on leave', by: { kind: 'agent', id: 'lead-1' } });
  });

  it('is assigned by a lead, me being the lead', async () => {
    const made = await deskWithTicket();
    expect((await post(made, ['assign', 0], { ...lead, body: { assignee: 'agent-7' } })).body.assignee).toBe('agent-7');
    expect((await post(made, ['assign', 1], { ...lead, body: { assignee: 'me' } })).body.assignee).toBe('lead-1');
  });

  it('is given to a team by a lead, and taken from it; its hours follow', async () => {
    const made = await deskWithTicket();
    const given = await post(made, ['team', 0], { ...lead, body: { team: 'billing', why: 'an invoice' } });
    expect([given.status, given.body.team, given.headers['etag']]).toEqual([200, 'billing', '"1"']);
    const history = await made.table.tickets.history('ticket-1');
    expect(history.at(-1)).toMatchObject({ deed: { type: 'team_set', team: 'billing' }, state: { team: 'billing' } });
    expect((await post(made, ['team', 1], { ...lead, body: { team: 'billing' } })).headers['etag']).toBe('"1"');
    expect((await post(made, ['team', 1], { ...lead, body: {} })).body.team).toBeUndefined();
    expect((await post(made, ['team', 2], { body: { team: 'billing' } })).status).toBe(403);
    expect((await post(made, ['team', 2], { ...lead, body: { team: 'no spaces, please' } })).status).toBe(400);
  });

  it('moves by the transition table and no other way', async () => {
    const made = await deskWithTicket();
    expect((await post(made, ['status', 0], toStatus('spam'))).body.status).toBe('spam');
    const refused = await post(made, ['status', 1], toStatus('resolved'));
    expect([refused.status, refused.body.reason]).toEqual([409, 'transition_refused']);
    expect((await post(made, ['claim', 1])).body.reason).toBe('not_in_work');
    expect((await post(made, ['status', 1], toStatus('open'))).status).toBe(200);
  });

  it('is not resolved over a message nobody has read, which is a problem of its own', async () => {
    const made = await deskWithTicket();
    await hear(made, messageFrom({ id: 'message-2' }));
    const told = await post(made, ['status', 0], toStatus('resolved', 1));
    expect([told.status, told.body.type]).toEqual([412, 'urn:earshot:problem:unread-messages']);
    expect((await post(made, ['status', 0], toStatus('resolved', 2))).status).toBe(200);
  });

  it('is not resolved by who claims to have read more than there is', async () => {
    const made = await deskWithTicket();
    const told = await post(made, ['status', 0], toStatus('resolved', 2));
    expect([told.status, told.body.detail]).toEqual([412, expect.stringContaining('fewer messages (1)')]);
    expect((await post(made, ['status', 0], toStatus('resolved', 1))).status).toBe(200);
  });

  it('gets a note that moves no ETag', async () => {
    const made = await deskWithTicket();
    const { status, body, headers } = await made.ask('POST /tickets/{ticketId}/notes', {
      ...onTicket,
      body: { text: ' hi ' },
    });
    expect([status, headers['etag']]).toEqual([201, '"0"']);
    expect(noteView.parse(body)).toMatchObject({ text: 'hi', by: 'agent-1' });
  });

  it('a note on no ticket leaves nothing behind', async () => {
    const made = await deskWithTicket();
    const before = made.table.items.size;
    const asked = { params: { ticketId: 'nobody' }, body: { text: 'hi' } };
    expect((await made.ask('POST /tickets/{ticketId}/notes', asked)).status).toBe(404);
    expect(made.table.items.size).toBe(before);
  });
});
