import { describe, expect, it } from 'vitest';
import { agentRoutes } from '#contracts/agent-api.ts';
import { problemView } from '#contracts/agent-api-problems.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import { ROLES } from '#functions/agent-api/roles.ts';
import { type Asked, answer, CALENDAR, deskWithTicket, onTicket, POLICY, PRIORITY_POLICY, personIn } from './desk.ts';

/** Who and what is let in: a table over the routes, so that a new row is tested by being there. */

const routes: readonly AgentRoute[] = agentRoutes;
const keyOf = ({ method, path }: AgentRoute) => `${method} ${path}`;
const params = { ticketId: 'ticket-1', replyId: 'reply-1', name: 'business', version: '1', messageId: 'message-1' };
const permitted = (role: keyof typeof ROLES | 'none', { permission }: AgentRoute) =>
  role !== 'none' && ROLES[role].includes(permission);
const cases = routes.flatMap((route) =>
  (['agent', 'lead', 'admin', 'none'] as const).map((role) => ({ route, role, key: keyOf(route) })),
);

describe('permissions', () => {
  it.each(cases)('$key for $role', async ({ route, role, key }) => {
    const { ask } = await deskWithTicket();
    const { status } = await ask(key, { params, as: role === 'none' ? '[guests]' : `[${role}]` });
    if (permitted(role, route)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  it.each(routes.map((route) => ({ route, key: keyOf(route) })))('$key without a token is 401', async ({ key }) => {
    const { ask } = await deskWithTicket();
    const { status, headers, body } = await ask(key, { params, claims: undefined });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(problemView.parse(body).type).toBe('urn:earshot:problem:unauthenticated');
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['groups as API Gateway flattens them', personIn('[agent lead]'), 200],
    ['groups as an array', { sub: 'a', 'cognito:groups': ['agent'] }, 200],
    ['another issuer’s groups', { sub: 'a', groups: ['agent'] }, 200],
    ['another issuer’s roles', { sub: 'a', roles: 'lead' }, 200],
    ['only the first claim present counts', { sub: 'a', 'cognito:groups': '[]', groups: '[admin]' }, 403],
    ['a group that contains a role’s name', personIn('[not-agent agents]'), 403],
    ['a name of the object prototype', personIn('[constructor __proto__]'), 403],
    ['no groups', { sub: 'a' }, 403],
    ['no sub', { 'cognito:groups': '[agent]' }, 401],
    ['a machine by scope', { sub: 'bot', client_id: 'bot', scope: 'earshot/tickets.read' }, 200],
    ['a machine of Auth0', { sub: 'bot@clients', azp: 'bot', scope: 'earshot/tickets.read' }, 200],
    ['a machine with groups only', { sub: 'bot', client_id: 'bot', 'cognito:groups': '[admin]' }, 403],
    ['a person with scopes only', { sub: 'a', client_id: 'desk', scope: 'earshot/tickets.read' }, 403],
  ])('%s', async (_, claims, status) => {
    const { ask } = await deskWithTicket();
    expect((await ask('GET /tickets', { claims })).status).toBe(status);
  });

  it('no scope settles a reply', async () => {
    const { ask } = await deskWithTicket();
    const claims = { sub: 'bot', client_id: 'bot', scope: 'earshot/replies.settle earshot/tickets.work' };
    const asked = { params, claims, body: { outcome: 'sent' } };
    expect((await ask('POST /tickets/{ticketId}/replies/{replyId}/settle', asked)).status).toBe(403);
  });
});

describe('If-Match on every versioned route', () => {
  const versioned = routes.filter((route) => route.versioned).map((route) => ({ key: keyOf(route) }));
  const bodies: Record<string, unknown> = {
    'POST /tickets/{ticketId}/assign': { assignee: 'agent-2' },
    'POST /tickets/{ticketId}/replies': answer(),
    'POST /tickets/{ticketId}/status': { status: 'open', lastMessageSeen: 1 },
    'PUT /sla/policy': { policy: POLICY },
    'PUT /priority/policy': { policy: PRIORITY_POLICY },
    'PUT /sla/calendars/{name}': { calendar: CALENDAR },
  };
  const asked = (key: string, given?: string): Asked => ({
    params,
    as: '[admin]',
    body: bodies[key] ?? {},
    ...(given !== undefined && { headers: { 'If-Match': given } }),
  });

  it.each(versioned)('$key without it is 428', async ({ key }) => {
    const { ask } = await deskWithTicket();
    expect((await ask(key, asked(key))).status).toBe(428);
  });

  it.each(versioned)('$key with a stale one is 412', async ({ key }) => {
    const { ask } = await deskWithTicket();
    const { status, body } = await ask(key, asked(key, '"7"'));
    expect([status, body.type]).toEqual([412, 'urn:earshot:problem:stale-version']);
  });

  it.each(
    versioned.flatMap(({ key }) =>
      ['*', '0', 'W/"0"', '"0", "1"', '"-1"', '"01"', '""'].map((given) => ({ key, given })),
    ),
  )('$key refuses $given', async ({ key, given }) => {
    const { ask } = await deskWithTicket();
    const { status, body } = await ask(key, asked(key, given));
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ in: 'header', pointer: '/if-match' });
  });
});

describe('ids in paths', () => {
  const withId = routes.filter(({ path }) => path.includes('{')).map((route) => ({ key: keyOf(route) }));
  const odd = ['a#b', '../x', 'a b', 'ticket\u0000', 'ü', 'x'.repeat(101), ''];

  it.each(withId.flatMap(({ key }) => odd.map((id) => ({ key, id }))))('$key refuses "$id"', async ({ key, id }) => {
    const { ask } = await deskWithTicket();
    const all = Object.fromEntries(Object.keys(params).map((name) => [name, id]));
    const { status, body } = await ask(key, { params: all, as: '[admin]' });
    expect(status).toBe(400);
    expect(body.errors[0].in).toBe('path');
  });

  it('an unknown ticket is 404', async () => {
    const { ask } = await deskWithTicket();
    expect((await ask('GET /tickets/{ticketId}', { params: { ticketId: 'nobody' } })).status).toBe(404);
  });

  it('an unknown route is 404', async () => {
    const { ask } = await deskWithTicket();
    expect((await ask('DELETE /tickets/{ticketId}', onTicket)).status).toBe(404);
  });
});
