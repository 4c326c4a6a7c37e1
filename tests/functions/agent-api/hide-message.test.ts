import { describe, expect, it } from 'vitest';
import type { Message } from '#domain/message.ts';
import { type Asked, type Desk, deskWithTicket, ifMatch, onTicket, TICKET } from './desk.ts';

const comment: Partial<Message> = {
  account: 'facebook:100',
  platform: 'facebook',
  channel: 'facebook.comment',
  visibility: 'public',
};

const hide = ({ ask }: Desk, asked: Asked = {}, messageId = 'message-1') =>
  ask('POST /tickets/{ticketId}/messages/{messageId}/hide', {
    params: { ...onTicket.params, messageId },
    headers: ifMatch(0),
    body: { why: 'insults others' },
    ...asked,
  });

describe('hiding a message', () => {
  it('is queued as a reply without words, told by the ticket, and leaves the ticket as it is', async () => {
    const made = await deskWithTicket(comment);
    const { status, body } = await hide(made);
    expect([status, body.hide, body.inReplyTo, body.text]).toEqual([202, true, 'message-1', undefined]);
    const last = (await made.table.tickets.history(TICKET)).at(-1);
    expect([last?.deed, last?.why]).toEqual([
      { type: 'reply_queued', replyId: body.replyId, hides: 'message-1' },
      'insults others',
    ]);
    expect((await made.table.tickets.get(TICKET))?.status).toBe('new');
  });

  it('asked for again does nothing more', async () => {
    const made = await deskWithTicket(comment);
    const first = await hide(made);
    const again = await hide(made, { headers: ifMatch(1) });
    expect([again.status, again.body.replyId]).toEqual([202, first.body.replyId]);
    expect(await made.table.replies.ofTicket(TICKET)).toHaveLength(1);
  });

  it('is possible on spam, where there is most to hide', async () => {
    const made = await deskWithTicket(comment);
    const body = { status: 'spam', lastMessageSeen: 1 };
    await made.ask('POST /tickets/{ticketId}/status', { ...onTicket, headers: ifMatch(0), body });
    expect((await hide(made, { headers: ifMatch(1) })).status).toBe(202);
  });

  it.each([
    ['where the platform cannot', { ...comment, channel: 'facebook.mention' }],
    ['of what was said in private', {}],
  ])('is refused %s', async (_, message) => {
    const made = await deskWithTicket(message);
    const { status, body } = await hide(made);
    expect([status, body.code]).toEqual([409, 'cannot_hide']);
    expect(await made.table.replies.ofTicket(TICKET)).toEqual([]);
  });

  it('takes a message that the ticket has', async () => {
    expect((await hide(await deskWithTicket(comment), {}, 'another')).status).toBe(404);
  });

  it('takes a person: a machine hides nobody’s words', async () => {
    const claims = { sub: 'bot', client_id: 'bot', scope: 'earshot/tickets.work' };
    expect((await hide(await deskWithTicket(comment), { claims })).status).toBe(403);
  });
});
