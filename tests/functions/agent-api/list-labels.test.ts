import { describe, expect, it } from 'vitest';
import { type Desk, deskWithTicket, hear, messageFrom, NOW, TICKET } from './desk.ts';

const since = '2026-03-01';
const machine = (scope: string) => ({ sub: 'trainer', client_id: 'trainer', scope });

async function labelled(made: Desk, messageId: string, body: object): Promise<void> {
  const params = { ticketId: TICKET, messageId };
  await made.ask('POST /tickets/{ticketId}/messages/{messageId}/labels', { params, body });
}

const list = (made: Desk, query: Record<string, string> = { since }, as = '[admin]') =>
  made.ask('GET /labels', { query, as });

const amendmentOf = (kind: 'edit' | 'deletion', text?: string) => {
  const { account, platform, channel, threadKeys } = messageFrom();
  return { account, platform, channel, threadKeys, messageId: 'message-1', id: kind, kind, text, at: NOW };
};

describe('labels as lines to learn from', () => {
  it('have the words, the language and what people said', async () => {
    const made = await deskWithTicket({ text: 'How do I change my address?', language: 'en' });
    await labelled(made, 'message-1', { sentiment: 'negative', urgency: 'high' });
    await labelled(made, 'message-1', { sentiment: 'neutral', flags: [], automationMaySpeak: true });
    const { body } = await list(made);
    expect(body).toEqual({
      labels: [
        {
          text: 'How do I change my address?',
          lang: 'en',
          sentiment: 'neutral',
          urgency: 'high',
          flags: [],
          automationMaySpeak: true,
        },
      ],
    });
  });

  it('hold no personal data', async () => {
    const made = await deskWithTicket({ text: 'I am jo@example.com' });
    await labelled(made, 'message-1', { intent: 'other' });
    expect((await list(made)).body.labels).toEqual([{ text: 'I am [e-mail]', lang: 'und', intent: 'other' }]);
  });

  it('have no words for whoever may not read tickets', async () => {
    const made = await deskWithTicket();
    await labelled(made, 'message-1', { intent: 'other' });
    const ask = (scope: string) => made.ask('GET /labels', { query: { since }, claims: machine(scope) });
    expect((await ask('earshot/labels.export')).body.labels).toEqual([{ lang: 'und', intent: 'other' }]);
    expect((await ask('earshot/labels.export earshot/tickets.read')).body.labels[0].text).toContain('address');
  });

  it('leave out a message that was taken back', async () => {
    const made = await deskWithTicket();
    await labelled(made, 'message-1', { intent: 'other' });
    await made.table.messages.amend(amendmentOf('deletion'));
    expect((await list(made)).body).toEqual({ labels: [] });
  });

  it('leave out a message that says something else by now, until that is labelled', async () => {
    const made = await deskWithTicket();
    await labelled(made, 'message-1', { intent: 'other', urgency: 'high' });
    await made.table.messages.amend(amendmentOf('edit', 'Never mind, thank you'));
    expect((await list(made)).body.labels).toEqual([]);
    await labelled(made, 'message-1', { intent: 'other' });
    expect((await list(made)).body.labels).toEqual([{ text: 'Never mind, thank you', lang: 'und', intent: 'other' }]);
  });

  it('come page by page', async () => {
    const made = await deskWithTicket();
    for (const minute of [1, 2]) {
      const sentAt = `2026-03-02T09:0${minute}:00.000Z`;
      await hear(made, messageFrom({ id: `again-${minute}`, text: `again ${minute}`, sentAt, receivedAt: sentAt }));
    }
    for (const [index, id] of ['message-1', 'again-1', 'again-2'].entries()) {
      made.setNow(`2026-03-02T11:0${index}:00.000Z`);
      await labelled(made, id, { intent: 'other' });
    }
    const first = await list(made, { since, limit: '2' });
    expect(first.body.labels).toHaveLength(2);
    const second = await list(made, { since, limit: '2', cursor: first.body.next });
    expect(second.body).toEqual({ labels: [{ text: 'again 2', lang: 'und', intent: 'other' }] });
    const elsewhere = await list(made, { since: '2026-03-02', limit: '2', cursor: first.body.next });
    expect(elsewhere.status).toBe(400);
  });

  it.each(['[agent]', '[lead]'])('are not for %s', async (role) => {
    const made = await deskWithTicket();
    expect((await list(made, { since }, role)).status).toBe(403);
  });

  it.each([{}, { since: 'yesterday' }, { since: '1970-01-01' }, { since, limit: '1000' }])(
    'are not listed by %j',
    async (query) => {
      const made = await deskWithTicket();
      expect((await list(made, query as Record<string, string>)).status).toBe(400);
    },
  );
});
