import { describe, expect, it } from 'vitest';
import { ticketDetail } from '#contracts/agent-api-views.ts';
import type { Amendment } from '#domain/message.ts';
import { answer, type Desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket } from './desk.ts';

const READ = 'GET /tickets/{ticketId}';

const amendmentOf = (over: Partial<Amendment>): Amendment => ({
  account: 'standard:brand',
  platform: 'standard',
  channel: 'standard.private',
  messageId: 'message-1',
  threadKeys: ['thread-1'],
  id: 'amendment-1',
  kind: 'edit',
  at: '2026-03-02T09:10:00.000Z',
  ...over,
});

const repliesOf = async ({ ask, table }: Desk) => {
  await ask('POST /tickets/{ticketId}/replies', { ...onTicket, headers: ifMatch(0), body: answer() });
  return table.replies.ofTicket('ticket-1');
};

const read = async ({ ask }: Desk) => {
  const told = await ask(READ, onTicket);
  return { ...told, detail: ticketDetail.parse(told.body) };
};

describe('a ticket', () => {
  it('is read with its messages in order, its notes, replies and history', async () => {
    const made = await deskWithTicket();
    await hear(made, messageFrom({ id: 'message-3', sentAt: '2026-03-02T09:30:00.000Z' }));
    await hear(made, messageFrom({ id: 'message-2', sentAt: '2026-03-02T09:20:00.000Z' }));
    await made.ask('POST /tickets/{ticketId}/notes', { ...onTicket, body: { text: 'Asked the warehouse.' } });
    const body = answer({ lastMessageSeen: 3 });
    await made.ask('POST /tickets/{ticketId}/replies', { ...onTicket, headers: ifMatch(0), body });
    const { detail, headers } = await read(made);
    expect(headers['etag']).toBe(detail.ticket.etag);
    expect(detail.messages.map(({ id }) => id)).toEqual(['message-1', 'message-2', 'message-3']);
    expect(detail.messages[0]).toMatchObject({ text: 'How do I change my address?', edited: false, deleted: false });
    expect(detail.messages[0]?.classification?.sentiment.evidence).toEqual([[0, 3]]);
    expect(detail.notes).toEqual([expect.objectContaining({ text: 'Asked the warehouse.', by: 'agent-1' })]);
    expect(detail.replies).toEqual([expect.objectContaining({ state: 'queued', text: 'Here is how.' })]);
    expect(detail.history.map(({ deed }) => deed.type)).toEqual(['heard', 'heard', 'heard', 'noted', 'reply_queued']);
  });

  it('says whether automation may answer, and what speaks against it', async () => {
    const made = await deskWithTicket();
    expect((await read(made)).detail.ticket.guard).toEqual({ verdict: 'may_speak', reasons: [] });
    await hear(made, messageFrom({ id: 'message-2' }));
    expect((await read(made)).detail.ticket.guard).toEqual({
      verdict: 'needs_a_person',
      reasons: ['repeated_contact'],
    });
  });

  it('says where the mood is going', async () => {
    const made = await deskWithTicket();
    expect((await read(made)).detail.ticket.trajectory).toBeUndefined();
    await hear(made, messageFrom({ id: 'message-2' }));
    expect((await read(made)).detail.ticket.trajectory).toBe('steady');
  });

  it('shows an edited message with its new words and no evidence for the old ones', async () => {
    const made = await deskWithTicket();
    await made.table.messages.amend(amendmentOf({ text: 'How do I change my name?' }));
    const { detail } = await read(made);
    expect(detail.messages[0]).toMatchObject({ text: 'How do I change my name?', edited: true, deleted: false });
    expect(detail.messages[0]?.classification?.sentiment).toMatchObject({ label: 'neutral', evidence: [] });
  });

  it('shows of a deleted message that it was there', async () => {
    const made = await deskWithTicket();
    await made.table.messages.amend(amendmentOf({ kind: 'deletion' }));
    const { detail, body } = await read(made);
    expect(detail.messages[0]).toMatchObject({ edited: false, deleted: true });
    expect(JSON.stringify(body)).not.toContain('address');
  });

  it('shows the stars of a review, as they are after its last edit', async () => {
    const made = await deskWithTicket({ rating: 1 });
    expect((await read(made)).detail.messages[0]?.rating).toBe(1);
    await made.table.messages.amend(amendmentOf({ kind: 'edit', id: 'edit-1', text: 'Better now', rating: 4 }));
    await made.table.messages.amend(amendmentOf({ kind: 'edit', id: 'edit-2', text: 'Really better now' }));
    expect((await read(made)).detail.messages[0]).toMatchObject({ rating: 4, text: 'Really better now' });
  });

  it('hides a note and a reply whose entry was never written', async () => {
    const made = await deskWithTicket();
    await made.table.notes.put({ ticketId: 'ticket-1', noteId: 'lost', text: 'lost', by: 'agent-1', at: '2026' });
    const [kept] = await repliesOf(await deskWithTicket());
    if (kept) await made.table.replies.put(kept);
    const { body } = await read(made);
    expect([kept?.state, body.notes, body.replies]).toEqual(['queued', [], []]);
  });

  it('says when it shows only the beginning of a very long text', async () => {
    const made = await deskWithTicket({ textKey: 'texts/1' });
    const { detail, body } = await read(made);
    expect(detail.messages[0]?.truncated).toBe(true);
    expect(JSON.stringify(body)).not.toContain('texts/1');
  });
});
