import { describe, expect, it } from 'vitest';
import { ticketDetail } from '#contracts/agent-api-views.ts';
import { type Desk, desk, deskWithTicket, hear, ifMatch, messageFrom, NOW, onTicket, POLICY, TICKET } from './desk.ts';

const SET = 'PUT /accounts/{account}/customers/{customerId}/tier';
const params = { account: 'standard:brand', customerId: 'customer-1' };
const set = ({ ask }: Pick<Desk, 'ask'>, tier: unknown, over: object = {}) =>
  ask(SET, { params, as: '[lead]', body: { tier, why: 'A contract.' }, ...over });

/** A desk whose customer has a ticket: the thread leads to it, as triage makes it. */
async function deskWithCustomer(override: Parameters<typeof deskWithTicket>[1] = {}): Promise<Desk> {
  const made = await deskWithTicket({}, override);
  await made.table.threads.resolve({ ...params, keys: ['thread-1'] }, TICKET);
  return made;
}

describe("a customer's tier", () => {
  it('is kept with who, when and why, and every ticket of theirs is judged by it', async () => {
    const made = await deskWithCustomer();
    await hear(made, messageFrom({ id: 'message-9', threadKeys: ['thread-9'] }), 'ticket-9');
    await made.table.threads.resolve({ ...params, keys: ['thread-9'] }, 'ticket-9');
    const { status, body } = await set(made, 'vip');
    expect([status, body]).toEqual([200, { ...params, tier: 'vip', tickets: 2 }]);
    expect(await made.table.customers.tier('standard:brand', 'customer-1')).toEqual({
      ...params,
      tier: 'vip',
      by: { kind: 'agent', id: 'agent-1' },
      at: NOW,
      why: 'A contract.',
    });
    for (const id of [TICKET, 'ticket-9']) {
      const ticket = await made.table.tickets.get(id);
      expect(ticket).toMatchObject({ tier: 'vip', assessment: { score: 18 }, workVersion: 0 });
      expect(ticket?.lastEntry).toMatchObject({ deed: { type: 'tier_set', tier: 'vip' }, why: 'A contract.' });
    }
  });

  it('can be taken away, and the same request again changes nothing', async () => {
    const made = await deskWithCustomer();
    expect((await set(made, 'plus')).body.tickets).toBe(1);
    expect((await set(made, 'plus')).body.tickets).toBe(0);
    expect((await set(made, null)).body).toEqual({ ...params, tier: null, tickets: 1 });
    expect((await made.table.tickets.get(TICKET))?.tier).toBeUndefined();
  });

  it('of somebody who has never written is kept for when they do', async () => {
    const made = desk();
    expect((await set(made, 'premium')).body.tickets).toBe(0);
    expect((await made.table.customers.tier('standard:brand', 'customer-1'))?.tier).toBe('premium');
  });

  it('leaves a closed ticket alone', async () => {
    const made = await deskWithCustomer();
    await made.table.tickets.change(
      TICKET,
      (before) =>
        before && {
          body: { ...before, status: 'closed' },
          deed: { type: 'moved', from: before.status, to: 'closed' },
          by: { kind: 'system' },
          at: NOW,
          isWork: false,
        },
    );
    expect((await set(made, 'vip')).body.tickets).toBe(0);
  });

  it('must be one that a policy names: the priority policy or an SLA rule', async () => {
    const made = await deskWithCustomer();
    const refused = await set(made, 'platinum');
    expect([refused.status, refused.body.reason]).toEqual([409, 'unknown_tier']);
    expect(refused.body.detail).toContain('plus, premium, standard, vip');
    const rules = [{ when: { tier: ['platinum'] }, targets: {} }, ...POLICY.rules];
    await made.ask('PUT /sla/policy', { as: '[admin]', headers: ifMatch(0), body: { policy: { ...POLICY, rules } } });
    expect((await set(made, 'platinum')).status).toBe(200);
  });

  it('is set by leads, and by machines with the scope', async () => {
    const made = await deskWithCustomer();
    expect((await set(made, 'vip', { as: '[agent]' })).status).toBe(403);
    const claims = { sub: 'crm', client_id: 'crm', scope: 'earshot/customers.write' };
    expect((await set(made, 'vip', { claims })).status).toBe(200);
    expect((await made.table.tickets.get(TICKET))?.lastEntry.by).toEqual({ kind: 'automation', id: 'crm' });
  });

  it.each<[string, object, object, string]>([
    ['a tier that is no name', {}, { tier: 'V I P' }, '/tier'],
    ['no tier at all', {}, {}, '/tier'],
    ['an account without a platform', { account: 'brand' }, { tier: 'vip' }, '/account'],
    ['a customer with control characters', { customerId: 'a%00b' }, { tier: 'vip' }, '/customerId'],
  ])('is refused with %s', async (_, over, body, pointer) => {
    const { ask } = await deskWithCustomer();
    const answer = await ask(SET, { params: { ...params, ...over }, as: '[lead]', body });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('takes a customer by any id that a platform gives, encoded', async () => {
    const made = desk();
    const customerId = 'user/7 %ü';
    const encoded = { ...params, customerId: encodeURIComponent(customerId) };
    expect((await made.ask(SET, { params: encoded, as: '[lead]', body: { tier: 'vip' } })).status).toBe(200);
    expect((await made.table.customers.tier('standard:brand', customerId))?.tier).toBe('vip');
  });

  it('does not show before the ticket is claimed, on a stage that is blind', async () => {
    const made = await deskWithCustomer({ blindUntilClaimed: true });
    await set(made, 'vip');
    const read = async () => ticketDetail.parse((await made.ask('GET /tickets/{ticketId}', onTicket)).body);
    expect(JSON.stringify(await read())).not.toContain('vip');
    await made.ask('POST /tickets/{ticketId}/claim', { ...onTicket, headers: ifMatch(0) });
    const { ticket, history } = await read();
    expect([ticket.tier, history[1]?.deed]).toEqual(['vip', { type: 'tier_set', tier: 'vip' }]);
  });
});
