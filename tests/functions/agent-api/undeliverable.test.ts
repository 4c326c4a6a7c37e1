import { describe, expect, it } from 'vitest';
import type { Message } from '#domain/message.ts';
import { platformNamed } from '#platforms/registry.ts';
import type { ReplyRule } from '#platforms/reply-rules.ts';
import { type Asked, answer, type Desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket, TICKET } from './desk.ts';

/** What the platform would not take is refused before it is queued, with the reason and the numbers. */

const reply = ({ ask }: Desk, body: object, asked: Asked = {}) =>
  ask('POST /tickets/{ticketId}/replies', { ...onTicket, headers: ifMatch(0), body: answer(body), ...asked });

const comment: Partial<Message> = {
  account: 'facebook:100',
  platform: 'facebook',
  channel: 'facebook.comment',
  visibility: 'public',
};
const bot = { sub: 'bot', client_id: 'bot', scope: 'earshot/tickets.work' };

/** The generic inlet with another rule. */
const ruled = (over: Partial<ReplyRule>) => (name: string) => {
  const platform = platformNamed(name);
  const [rule] = platform?.replies['standard.private'] ?? [];
  if (!platform || !rule) throw new Error('no rule');
  return { ...platform, replies: { 'standard.private': [{ ...rule, ...over }] } };
};

const nothingQueued = async ({ table }: Desk) => expect(await table.replies.ofTicket(TICKET)).toEqual([]);

describe('an answer to what was said in public', () => {
  it('for private eyes is a private message, where the platform has one', async () => {
    const made = await deskWithTicket(comment);
    const { status, body } = await reply(made, { visibility: 'private' });
    expect([status, body.channel, body.visibility]).toEqual([202, 'facebook.comment', 'private']);
  });

  it('for private eyes is refused where there is no private way, and never posted', async () => {
    const made = await deskWithTicket({ ...comment, channel: 'facebook.mention' });
    const { status, body } = await reply(made, { visibility: 'private' });
    expect([status, body.code, body.mend]).toEqual([409, 'no_private_answer_here', 'Answer for public eyes.']);
    await nothingQueued(made);
  });

  it('takes one private message, and says when that was', async () => {
    const made = await deskWithTicket(comment);
    expect((await reply(made, { visibility: 'private' })).status).toBe(202);
    const { status, body } = await reply(made, { visibility: 'private' }, { headers: ifMatch(1) });
    expect([status, body.code, body.limit, body.instant]).toEqual([409, 'already_answered', 1, made.now()]);
    expect((await reply(made, { visibility: 'public' }, { headers: ifMatch(1) })).status).toBe(202);
  });

  it('takes another private message when the first has failed', async () => {
    const made = await deskWithTicket(comment);
    const { body } = await reply(made, { visibility: 'private' });
    const first = await made.table.replies.get(TICKET, body.replyId);
    if (first) await made.table.replies.advance({ ...first, state: 'failed' }, first);
    expect((await reply(made, { visibility: 'private' }, { headers: ifMatch(1) })).status).toBe(202);
  });
});

describe('a window', () => {
  const window = { minutes: 60, personMinutes: 90 };
  const at = (minutes: number) => new Date(Date.parse('2026-03-02T09:00:00.000Z') + minutes * 60_000).toISOString();

  it.each([
    ['a person', undefined, 90],
    ['automation', bot, 60],
  ])('is open to %s up to its last moment', async (_, claims, minutes) => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ window }) });
    made.setNow(new Date(Date.parse(at(minutes)) - 1).toISOString());
    expect((await reply(made, {}, claims && { claims })).status).toBe(202);
  });

  it.each([
    ['a person', undefined, 90],
    ['automation', bot, 60],
  ])('is shut to %s from then on, and says when it shut', async (_, claims, minutes) => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ window }) });
    made.setNow(at(minutes));
    const { status, body } = await reply(made, {}, claims && { claims });
    expect([status, body.code, body.limit, body.instant]).toEqual([409, 'window_shut', minutes, at(minutes)]);
    await nothingQueued(made);
  });

  const DAY = 24 * 60;
  const whatsApp = { account: 'whatsapp:1', platform: 'whatsapp', channel: 'whatsapp.dm' };
  const messenger = { account: 'messenger:1', platform: 'messenger', channel: 'messenger.dm' };
  const instagram = { account: 'instagram:1', platform: 'instagram', channel: 'instagram.dm' };
  const late = 'Wait until the customer writes again.';

  it.each<[string, Partial<Message>, number, typeof bot | undefined, RegExp | string]>([
    ['a template', whatsApp, DAY, undefined, /^Send an approved template from WhatsApp Manager .* Or wait until/],
    ['to automation a person', messenger, DAY, bot, `A person may answer until ${at(7 * DAY)}.`],
    ['a utility template', messenger, 7 * DAY, undefined, /^Send an approved utility template .* Or wait until/],
    ['to automation as well', messenger, 7 * DAY, bot, /^Send an approved utility template/],
    ['the customer alone', instagram, 7 * DAY, undefined, late],
    ['not a person who is too late', instagram, 7 * DAY, bot, late],
    ['the public', { ...comment, text: 'Why?' }, 7 * DAY, undefined, /^Answer by public reply\. Or wait until/],
  ])('that is shut names what is left: %s', async (_, where, minutes, claims, mend) => {
    const made = await deskWithTicket(where);
    made.setNow(at(minutes));
    const { status, body } = await reply(made, { visibility: 'private' }, claims && { claims });
    expect([status, body.code, body.mend]).toEqual([409, 'window_shut', expect.stringMatching(mend)]);
  });
});

describe('a customer whom the platform lets nobody answer', () => {
  it('is not written to, and the reason is the rule’s', async () => {
    const refuses: ReplyRule['refuses'] = ({ answerWith }) => (answerWith?.['open'] ? undefined : 'not_mentioned');
    const refusing = await deskWithTicket({}, { platformNamed: ruled({ refuses }) });
    expect((await reply(refusing, {})).body.code).toBe('not_mentioned');
    const open = await deskWithTicket({ answerWith: { open: 'yes' } }, { platformNamed: ruled({ refuses }) });
    expect((await reply(open, {})).status).toBe(202);
  });
});

describe('a length', () => {
  const also = [{ maxLength: 20, unit: 'bytes', measure: (text: string) => Buffer.byteLength(text) }];

  it('counts in every unit that the platform counts in', async () => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ also }) });
    expect((await reply(made, { text: 'ü'.repeat(10) })).status).toBe(202);
    const other = await deskWithTicket({}, { platformNamed: ruled({ also }) });
    const { status, body } = await reply(other, { text: 'ü'.repeat(11) });
    expect([status, body.code, body.limit, body.length, body.unit]).toEqual([400, 'too_long', 20, 22, 'bytes']);
  });

  const long = { text: 'one two three four five six seven eight' };

  it('is a bound where nobody asked for parts, which are offered', async () => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ maxLength: 30, splits: true }) });
    const { status, body } = await reply(made, long);
    expect([status, body.code, body.limit, body.length]).toEqual([400, 'too_long', 30, 39]);
    expect(body.mend).toBe('Shorten it by 9 characters, or send it with "inParts": true, as 2 numbered parts.');
    await nothingQueued(made);
  });

  it('is a bound, and no parts are offered, where nobody expects them', async () => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ maxLength: 30 }) });
    const { status, body } = await reply(made, { ...long, inParts: true });
    expect([status, body.mend]).toEqual([400, 'Shorten it by 9 characters.']);
  });

  it('is no bound where a long answer is cut into parts', async () => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ maxLength: 30, splits: true }) });
    const { status, body } = await reply(made, { ...long, inParts: true });
    expect([status, body.parts]).toEqual([202, { count: 2, sent: 0 }]);
    expect((await made.table.replies.get(TICKET, body.replyId))?.parts).toEqual([
      'one two three four five (1/2)',
      'six seven eight (2/2)',
    ]);
  });

  it('is one again when there would be too many parts', async () => {
    const made = await deskWithTicket({}, { platformNamed: ruled({ maxLength: 30, splits: true }) });
    const { body } = await reply(made, { text: 'word '.repeat(200), inParts: true });
    expect([body.code, body.mend]).toEqual(['too_long', expect.stringContaining('more than')]);
  });
});

describe('after a customer has gone on in private', () => {
  const dm = messageFrom({
    account: 'messenger:100',
    platform: 'messenger',
    channel: 'messenger.dm',
    visibility: 'private',
    customerId: 'psid-1',
    id: 'mid-2',
    sentAt: '2026-03-02T09:30:00.000Z',
  });

  it('an answer goes there, and the ticket says so', async () => {
    const made = await deskWithTicket(comment);
    await hear(made, dm);
    const { status, body } = await reply(made, { lastMessageSeen: 2 });
    expect([status, body.channel]).toEqual([202, 'messenger.dm']);
    expect(await made.table.replies.get(TICKET, body.replyId)).toMatchObject({
      account: 'messenger:100',
      customerId: 'psid-1',
      inReplyTo: 'mid-2',
    });
    const detail = await made.ask('GET /tickets/{ticketId}', onTicket);
    expect(detail.body.ticket.goesOn).toMatchObject({ account: 'messenger:100', visibility: 'private' });
    expect(detail.body.messages.map(({ id }: { id: string }) => id)).toEqual(['message-1', 'mid-2']);
  });

  it('an answer for everybody is refused', async () => {
    const made = await deskWithTicket(comment);
    await hear(made, dm);
    const { status, body } = await reply(made, { visibility: 'public', lastMessageSeen: 2 });
    expect([status, body.reason]).toEqual([409, 'visibility_differs']);
    await nothingQueued(made);
  });
});
