import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { CREDENTIALS, VERIFY_TOKEN, WEBHOOK_SECRETS } from '#local/care/secrets.ts';
import { eventsOf, type Line, postSigned, say, startFlow, toldTimes } from '#tests/support/flow.ts';
import { type Desk, deskFor, deskOf } from '#tests/support/flow-desk.ts';
import { tableOf } from '#tests/support/flow-table.ts';

const MINUTE_MS = 60_000;

/** Everything in this file that no log line may hold. */
const words = {
  question: 'Where has the quokka parcel gone?',
  thanks: 'Splendid wombat service, it came',
  again: 'Now the numbat lamp is missing',
  fire: 'EMERGENCY our kitchen is on fire because of your charger, my axolotl and two people are hurt right now, please help',
  note: 'Told the pangolin warehouse',
  answer: 'The narwhal courier will be there before noon.',
  refused: 'A second cassowary answer.',
  lost: 'A third dugong answer.',
  nobody: 'Nobody said tapir',
  name: 'Ottoline Featherstonehaugh',
  handle: 'ottoline_f',
};

let care: CareStack;
let agent: Desk;
let lead: Desk;
const tokens: string[] = [];

beforeAll(async () => {
  care = await startFlow();
  tokens.push(await care.stack.token('agent', { sub: 'agent-1' }), await care.stack.token('lead', { sub: 'lead-1' }));
  agent = deskOf(care.stack, tokens[0]);
  lead = deskOf(care.stack, tokens[1]);
});

afterAll(() => care?.stop());

const tweet = (customer: string, given: Pick<Line, 'id' | 'text' | 'inReplyTo'>): Line => ({
  wording: 'x.tweet',
  customer,
  name: words.name,
  handle: words.handle,
  sentAtMs: care.stack.clock.now(),
  ...given,
});

async function hears(line: Line): Promise<string> {
  expect(await say(care.stack, line)).toBe(200);
  await care.stack.idle();
  const live = (await tableOf(care.stack)).liveTickets(line.customer);
  expect(live).toHaveLength(1);
  return live[0]?.id ?? '';
}

const sentTexts = (text: string): number => care.platforms.sent().filter((reply) => reply.text === text).length;

describe('the whole way of a message', () => {
  let id = '';

  it('becomes a ticket with running clocks, told on the bus', async () => {
    id = await hears(tweet('70001', { id: '1900000000000000001', text: words.question }));
    const { ticket, messages } = await agent.read(id);
    expect(ticket).toMatchObject({ status: 'new', customerId: '70001', lastMessageSeen: 1, episode: { number: 1 } });
    expect(Object.keys(ticket.clocks).toSorted()).toEqual(['firstResponse', 'resolution']);
    expect(messages.map(({ text }) => text)).toEqual([words.question]);
    expect([toldTimes(care.stack, id, 'ticket.opened'), toldTimes(care.stack, id, 'message.received')]).toEqual([1, 1]);
  });

  it('is shown to those whose group allows it, and to nobody else', async () => {
    expect((await deskOf(care.stack, undefined).call(`/tickets/${id}`)).status).toBe(401);
    const stranger = await deskFor(care.stack, 'visitors');
    expect((await stranger.call(`/tickets/${id}`)).status).toBe(403);
    expect((await stranger.call('/tickets')).status).toBe(403);
    const listed = await agent.call('/tickets?status=new');
    expect(JSON.stringify(listed.body)).toContain(id);
  });

  it('is claimed, noted on and answered, and the platform receives the answer once', async () => {
    expect((await agent.claim(id)).status).toBe(200);
    expect((await agent.call(`/tickets/${id}/notes`, { body: { text: words.note } })).status).toBe(201);
    const first = await agent.reply(id, words.answer, 'the-first-answer');
    const again = await agent.reply(id, words.answer, 'the-first-answer');
    expect([first.status, again.status]).toEqual([202, 202]);
    await care.stack.idle();

    expect(sentTexts(words.answer)).toBe(1);
    expect(care.platforms.sent().find(({ text }) => text === words.answer)).toMatchObject({
      visibility: 'public',
      inReplyTo: '1900000000000000001',
    });
    const { ticket, messages, replies } = await agent.read(id);
    expect(replies.map(({ state }) => state)).toEqual(['sent']);
    expect(ticket).toMatchObject({ status: 'pending', assignee: 'agent-1', lastMessageSeen: 2 });
    expect(ticket.clocks['firstResponse']?.doneAt).toBeDefined();
    expect(messages.map(({ direction }) => direction)).toEqual(['in', 'out']);
    expect((await tableOf(care.stack)).heard(id)).toHaveLength(2);
    for (const type of ['reply.queued', 'reply.sent', 'sla.met']) expect(toldTimes(care.stack, id, type), type).toBe(1);
  });

  it('is not resolved by an agent who has not read the last of it', async () => {
    const { ticket, etag } = await agent.read(id);
    const answer = care.platforms.sent().find(({ text }) => text === words.answer);
    await hears(tweet('70001', { id: '1900000000000000002', text: words.thanks, inReplyTo: answer?.messageId }));
    const body = { status: 'resolved', lastMessageSeen: ticket.lastMessageSeen };
    expect((await agent.call(`/tickets/${id}/status`, { body, etag })).status).toBe(412);
    const seen = { status: 'resolved', lastMessageSeen: 3 };
    const resolved = await agent.call(`/tickets/${id}/status`, { body: seen, etag });
    expect([resolved.status, resolved.body['status']]).toEqual([200, 'resolved']);
  });

  it('begins its second episode when the customer writes again', async () => {
    await hears(tweet('70001', { id: '1900000000000000003', text: words.again, inReplyTo: '1900000000000000002' }));
    const { ticket } = await agent.read(id);
    expect(ticket).toMatchObject({ status: 'open', episode: { number: 2 }, lastMessageSeen: 4 });
    expect(ticket.clocks['firstResponse']?.doneAt).toBeUndefined();
    expect(toldTimes(care.stack, id, 'ticket.reopened')).toBe(1);
  });

  it('comes back to open when the platform refuses an answer, with the reason', async () => {
    expect((await agent.reply(id, words.answer, 'the-second-answer')).status).toBe(202);
    await care.stack.idle();
    expect((await agent.read(id)).ticket.status).toBe('pending');
    care.platforms.failNext('x', [{ kind: 'answer', status: 403 }]);
    expect((await agent.reply(id, words.refused, 'the-refused-answer')).status).toBe(202);
    await care.stack.idle();
    const { ticket, replies } = await agent.read(id);
    const refused = replies.find(({ replyId }) => replyId === 'the-refused-answer');
    expect(refused).toMatchObject({ state: 'failed', reason: 'forbidden (403)' });
    expect(ticket.status).toBe('open');
    expect([sentTexts(words.refused), toldTimes(care.stack, id, 'reply.failed')]).toEqual([0, 1]);
  });

  it('leaves an answer whose fate is unknown to a lead, and never sends it twice', async () => {
    care.platforms.failNext('x', [{ kind: 'drop' }]);
    expect((await agent.reply(id, words.lost, 'the-doubtful-answer')).status).toBe(202);
    await care.stack.idle();
    await care.stack.clock.advance(5 * MINUTE_MS);
    await care.stack.idle();
    const doubtful = (await agent.read(id)).replies.find(({ replyId }) => replyId === 'the-doubtful-answer');
    expect([doubtful?.state, sentTexts(words.lost)]).toEqual(['doubtful', 1]);

    const path = `/tickets/${id}/replies/the-doubtful-answer/settle`;
    expect((await agent.call(path, { body: { outcome: 'sent' } })).status).toBe(403);
    expect((await lead.call(path, { body: { outcome: 'sent', why: 'seen on the page' } })).status).toBe(200);
    await care.stack.idle();
    const { ticket, replies } = await agent.read(id);
    expect(replies.find(({ replyId }) => replyId === 'the-doubtful-answer')?.state).toBe('sent');
    expect([ticket.status, sentTexts(words.lost)]).toEqual(['pending', 1]);
    expect([toldTimes(care.stack, id, 'reply.doubtful'), toldTimes(care.stack, id, 'reply.sent')]).toEqual([1, 3]);
  });
});

describe('an urgent message that nobody answers', () => {
  it('warns and breaches once each, and the alert arrives at the endpoint and on the topic', async () => {
    const { stack, alerts } = care;
    const id = await hears({
      wording: 'messenger.dm',
      customer: '80001',
      id: 'm-fire',
      text: words.fire,
      sentAtMs: stack.clock.now(),
    });
    expect((await agent.read(id)).ticket.assessment.priority).toBe('P1');
    await stack.clock.advance(16 * MINUTE_MS);
    await stack.idle();
    await stack.clock.advance(3 * MINUTE_MS);
    await stack.idle();
    const sla = eventsOf(stack, id).filter(({ type }) => type.startsWith('sla.'));
    expect(sla.map(({ type, data }) => [type, data['clock']])).toEqual([
      ['sla.warning', 'firstResponse'],
      ['sla.breached', 'firstResponse'],
    ]);
    const told = alerts.received().map((body) => JSON.stringify(body));
    expect(told.filter((body) => body.includes(id))).toHaveLength(1);
    const published = stack.notifications().map(({ message }) => message);
    expect(published.filter((message) => message.includes(id))).toHaveLength(1);
    expect([...told, ...published].filter((text) => text.includes('axolotl'))).toEqual([]);
    expect((await agent.read(id)).ticket.clocks['firstResponse']?.breachedAt).toBeDefined();
  });
});

describe('trouble', () => {
  it('is told by its kind: words that cannot be read, a request of no use, an engine that is down', async () => {
    const { stack } = care;
    const unreadable = { type: 'message.created', data: { id: 'nobody', text: words.nobody, name: words.name } };
    expect(await postSigned(stack, 'standard', unreadable)).toBe(200);
    await stack.idle();
    const asked = { body: { text: words.answer, visibility: words.nobody }, etag: '"0"' };
    expect((await agent.call('/tickets/any-ticket/replies', asked)).status).toBe(400);
    await stack.faults.set({ dynamodb: { down: 'error' } });
    expect(await say(stack, tweet('70002', { id: '1900000000000000009', text: words.question }))).toBe(200);
    expect((await agent.call('/tickets/any-ticket')).status).toBeGreaterThanOrEqual(500);
    stack.faults.clear();
    await stack.idle();
    const told = stack.logs().flatMap(({ text }) => (/"level":"(WARN|ERROR)"/.test(text) ? [text] : []));
    expect(told.filter((text) => text.includes('message":"parked"') && text.includes('schema_mismatch'))).toHaveLength(
      1,
    );
    expect(told.filter((text) => text.includes('request failed'))).not.toEqual([]);
  });
});

describe('the log', () => {
  it('holds none of the words, names, handles or tokens of this day', () => {
    const lines = care.stack.logs();
    const speaking = [...new Set(lines.map((line) => line.function))];
    expect(speaking).toEqual(expect.arrayContaining(['receive-webhook', 'triage', 'watch-sla', 'agent-api']));
    expect(lines.length).toBeGreaterThan(20);
    const secrets = [
      ...Object.values(WEBHOOK_SECRETS).flat(),
      ...Object.values(CREDENTIALS).map(({ accessToken }) => accessToken),
      VERIFY_TOKEN,
      ...tokens,
    ];
    const animals = Object.values(words).flatMap((text) => [
      text,
      ...text.split(/\W+/).filter((word) => RARE.has(word)),
    ]);
    for (const secret of [...animals, ...secrets]) {
      expect(lines.filter(({ text }) => text.includes(secret)).map(({ text }) => text)).toEqual([]);
    }
  });
});

/** Words that nothing but a message could have brought into a log. */
const RARE = new Set(
  'quokka wombat numbat axolotl pangolin narwhal cassowary dugong tapir Ottoline Featherstonehaugh ottoline_f'.split(
    ' ',
  ),
);
