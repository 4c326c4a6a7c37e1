import { describe, expect, it } from 'vitest';
import { problemView } from '#contracts/agent-api-problems.ts';
import { TransientError } from '#domain/errors.ts';
import { answer, deskWithTicket, ifMatch, onTicket } from './desk.ts';

/** What a request may hold, and what an error gives away. */

const NOTE = 'POST /tickets/{ticketId}/notes';
const STATUS = 'POST /tickets/{ticketId}/status';
const REPLY = 'POST /tickets/{ticketId}/replies';

describe('bodies', () => {
  it.each<[string, unknown, string]>([
    ['a missing field', {}, '/text'],
    ['another type', { text: 7 }, '/text'],
    ['only blanks', { text: ' \n ' }, '/text'],
    ['a text too long', { text: 'x'.repeat(25_001) }, '/text'],
    ['control characters', { text: 'a\u0000b' }, '/text'],
    ['half a surrogate pair', { text: 'a\ud800b' }, '/text'],
    ['an unknown field', { text: 'hello', by: 'somebody else' }, '/by'],
    ['an unknown field with a slash', { text: 'hello', 'a/b~c': 1 }, '/a~1b~0c'],
    ['not an object', ['hello'], ''],
  ])('%s is 400 and says where', async (_, body, pointer) => {
    const { ask, table } = await deskWithTicket();
    const before = table.items.size;
    const told = await ask(NOTE, { ...onTicket, body });
    expect(told.status).toBe(400);
    expect(told.headers['content-type']).toBe('application/problem+json');
    expect(problemView.parse(told.body).errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }));
    expect(table.items.size).toBe(before);
  });

  it('an own __proto__ is an unknown field', async () => {
    const { ask } = await deskWithTicket();
    const told = await ask(NOTE, { ...onTicket, raw: '{"text":"hi","__proto__":{"admin":true}}' });
    expect(told.status).toBe(400);
  });

  it('fields of a ticket cannot be set by the way', async () => {
    const { ask, table } = await deskWithTicket();
    const body = { status: 'open', lastMessageSeen: 1, assignee: 'me', workVersion: 9 };
    expect((await ask(STATUS, { ...onTicket, headers: ifMatch(0), body })).status).toBe(400);
    expect((await table.tickets.get('ticket-1'))?.revision).toBe(1);
  });

  it.each(['{"text":', 'text', ''.padEnd(3, ' ')])('broken JSON %j is 400', async (raw) => {
    const { ask } = await deskWithTicket();
    const { status, body } = await ask(NOTE, { ...onTicket, raw });
    expect([status, body.type]).toEqual([400, 'urn:earshot:problem:invalid-json']);
  });

  it.each([
    ['text/plain', 415],
    ['application/jsonp', 415],
    ['application/json; charset=utf-8', 201],
    ['APPLICATION/JSON', 201],
  ])('content type %s is %i', async (type, status) => {
    const { ask } = await deskWithTicket();
    expect((await ask(NOTE, { ...onTicket, body: { text: 'hi' }, headers: { 'Content-Type': type } })).status).toBe(
      status,
    );
  });

  it('says how to mend a value outside a list', async () => {
    const { ask } = await deskWithTicket();
    const { body } = await ask(REPLY, { ...onTicket, headers: ifMatch(0), body: answer({ visibility: 'secret' }) });
    expect(body.errors[0].mend).toContain('public, private');
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each<[Record<string, string>, string]>([
    [{ limit: '0' }, '/limit'],
    [{ limit: '101' }, '/limit'],
    [{ limit: 'ten' }, '/limit'],
    [{ status: 'open,new' }, '/status'],
    [{ sort: 'age' }, '/sort'],
    [{ assignee: 'a\u0007' }, '/assignee'],
    [{ assignee: 'me', status: 'resolved' }, '/status'],
    [{ cursor: 'x'.repeat(2_001) }, '/cursor'],
  ])('query %j is 400', async (query, pointer) => {
    const { ask } = await deskWithTicket();
    const { status, body } = await ask('GET /tickets', { query });
    expect(status).toBe(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ in: 'query', pointer }));
  });
});

describe('errors', () => {
  const failing = (error: unknown) => ({
    clock: () => {
      throw error;
    },
  });

  it('an unknown error gives away nothing but the request id, to the caller and to the log', async () => {
    const { ask, logged } = await deskWithTicket({}, failing(new Error('pk=customer Ada')));
    const { status, body } = await ask('GET /tickets');
    expect(status).toBe(500);
    expect(problemView.parse(body).instance).toBe('urn:earshot:request:request-1');
    expect(JSON.stringify([body, logged])).not.toContain('Ada');
    expect(logged).toHaveLength(1);
  });

  it('a transient error is 503 with a time to come back', async () => {
    const { ask } = await deskWithTicket({}, failing(new TransientError('table is throttled')));
    const { status, headers, body } = await ask('GET /tickets');
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect(JSON.stringify(body)).not.toContain('throttled');
  });

  it('answers of either kind are not cached, not sniffed and not framed', async () => {
    const { ask } = await deskWithTicket();
    for (const told of [await ask('GET /tickets'), await ask('GET /nothing')]) {
      expect(told.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(told.headers['strict-transport-security']).toContain('max-age=31536000');
    }
  });
});
