import { describe, expect, it } from 'vitest';
import { labelsView } from '#contracts/agent-api-labels.ts';
import { ticketDetail } from '#contracts/agent-api-views.ts';
import { type Desk, deskWithTicket, hear, messageFrom, NOW, onTicket, TICKET } from './desk.ts';

const LABEL = 'POST /tickets/{ticketId}/messages/{messageId}/labels';

const on = (messageId: string, body: object) => ({ params: { ticketId: TICKET, messageId }, body });
const label = (made: Desk, body: object, messageId = 'message-1') => made.ask(LABEL, on(messageId, body));

const deedsOf = async ({ table }: Desk) => (await table.tickets.history(TICKET)).map(({ deed }) => deed.type);
const readingOf = async ({ table }: Desk) => (await table.tickets.get(TICKET))?.episode.readings[0];

describe('correcting a message', () => {
  it('keeps who, when, why and what was before, and none of the words', async () => {
    const made = await deskWithTicket();
    const { status, body } = await label(made, { sentiment: 'negative', flags: ['sarcasm'], why: 'irony' });
    expect(status).toBe(200);
    expect(labelsView.parse(body)).toMatchObject({
      messageId: 'message-1',
      inForce: { sentiment: 'negative', flags: ['sarcasm'] },
      corrections: [
        {
          by: { kind: 'agent', id: 'agent-1' },
          at: NOW,
          why: 'irony',
          said: { sentiment: 'negative', flags: ['sarcasm'] },
          was: { sentiment: 'neutral', flags: [] },
          classifier: 'test@1',
        },
      ],
    });
    const kept = [...made.table.items.values()].filter(({ kind }) => kind === 'labels' || kind === 'labelMark');
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain('address');
  });

  it('judges the ticket anew, tells its history, and leaves agents’ edits alone', async () => {
    const made = await deskWithTicket();
    const before = await made.table.tickets.get(TICKET);
    const { headers } = await label(made, { urgency: 'critical', intent: 'safety' });
    const after = await made.table.tickets.get(TICKET);
    expect(before?.assessment.priority).toBe('P4');
    expect(after?.assessment.score).toBeGreaterThan(before?.assessment.score ?? 0);
    expect(after?.lastEntry).toMatchObject({ deed: { type: 'labelled', messageId: 'message-1', labelId: 'fresh-1' } });
    expect(headers['etag']).toBe('"0"');
    expect(after?.workVersion).toBe(before?.workVersion);
  });

  it('opens and closes the guard', async () => {
    const made = await deskWithTicket();
    const verdict = async () =>
      ticketDetail.parse((await made.ask('GET /tickets/{ticketId}', onTicket)).body).ticket.guard;
    expect((await verdict()).verdict).toBe('may_speak');
    await label(made, { automationMaySpeak: false });
    expect(await verdict()).toMatchObject({ verdict: 'needs_a_person', reasons: ['likely_person'] });
    await label(made, { automationMaySpeak: true });
    expect((await verdict()).verdict).toBe('may_speak');
  });

  it('is shown with the message', async () => {
    const made = await deskWithTicket();
    await label(made, { sentiment: 'positive', why: 'mail jo@example.com' });
    const [message] = ticketDetail.parse((await made.ask('GET /tickets/{ticketId}', onTicket)).body).messages;
    expect(message?.labels?.inForce).toEqual({ sentiment: 'positive' });
    expect(message?.labels?.corrections[0]?.why).toBe('mail [e-mail]');
    expect(message?.classification?.sentiment.label).toBe('neutral');
  });

  it('twice with the same words changes nothing the second time', async () => {
    const made = await deskWithTicket();
    await label(made, { sentiment: 'negative' });
    const before = await made.table.tickets.get(TICKET);
    const { status, body } = await label(made, { sentiment: 'negative' });
    expect(status).toBe(200);
    expect(body.corrections).toHaveLength(1);
    expect(await made.table.tickets.get(TICKET)).toEqual(before);
  });

  it('completes what a request that died left undone', async () => {
    const made = await deskWithTicket();
    const { change } = made.ports.tickets;
    let dies = true;
    Object.assign(made.ports.tickets, {
      change: async (...args: Parameters<typeof change>) => {
        if (dies) throw new Error('out of time');
        return change(...args);
      },
    });
    expect((await label(made, { sentiment: 'negative' })).status).toBe(500);
    expect(await deedsOf(made)).toEqual(['heard']);
    dies = false;
    await label(made, { sentiment: 'negative' });
    expect(await deedsOf(made)).toEqual(['heard', 'labelled']);
    expect(await readingOf(made)).toMatchObject({ sentiment: 'negative', labels: { count: 1 } });
  });

  it('of a message that no longer counts is kept and told', async () => {
    const made = await deskWithTicket();
    for (let index = 2; index < 14; index++) {
      const sentAt = `2026-03-02T09:${String(index).padStart(2, '0')}:00.000Z`;
      await hear(made, messageFrom({ id: `message-${index}`, sentAt, receivedAt: sentAt }));
    }
    const { status } = await label(made, { sentiment: 'negative' });
    expect(status).toBe(200);
    expect((await deedsOf(made)).at(-1)).toBe('labelled');
    expect((await made.table.tickets.get(TICKET))?.episode.readings.some(({ labels }) => labels)).toBe(false);
  });

  it('finds a message whose id needs encoding in a path', async () => {
    const id = 'https://example.social/@ada/1?x=100%#y';
    const made = await deskWithTicket({ id });
    expect((await label(made, { sentiment: 'positive' }, encodeURIComponent(id))).status).toBe(200);
    expect((await label(made, { sentiment: 'positive' }, '100%')).status).toBe(400);
  });
});

describe('a correction that is refused', () => {
  it.each([
    ['says nothing', { why: 'because' }],
    ['says what is no label', { sentiment: 'furious' }],
    ['says what is no flag', { flags: ['vip'] }],
    ['names what is not known', { sentiment: 'negative', text: 'other words' }],
  ])('%s', async (_, body) => {
    const made = await deskWithTicket();
    expect((await label(made, body)).status).toBe(400);
    expect(await deedsOf(made)).toEqual(['heard']);
  });

  it('is of a machine: it could give itself leave to speak', async () => {
    const made = await deskWithTicket();
    const claims = { sub: 'robot', client_id: 'robot', scope: 'earshot/tickets.work' };
    const { status } = await made.ask(LABEL, { ...on('message-1', { automationMaySpeak: true }), claims });
    expect(status).toBe(403);
  });

  it('is of a message, or a ticket, that is not there', async () => {
    const made = await deskWithTicket();
    expect((await label(made, { sentiment: 'negative' }, 'message-9')).status).toBe(404);
    const elsewhere = { params: { ticketId: 'ticket-9', messageId: 'message-1' }, body: { sentiment: 'negative' } };
    expect((await made.ask(LABEL, elsewhere)).status).toBe(404);
  });

  it("is of the brand's own message", async () => {
    const made = await deskWithTicket();
    await hear(made, messageFrom({ id: 'out-1', direction: 'out', sentAt: '2026-03-02T09:05:00.000Z' }));
    const { status, body } = await label(made, { sentiment: 'negative' }, 'out-1');
    expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'not_judged' });
  });

  it('is of a message that was taken back', async () => {
    const made = await deskWithTicket();
    const { account, platform, channel, threadKeys } = messageFrom();
    await made.table.messages.amend({
      account,
      platform,
      channel,
      threadKeys,
      messageId: 'message-1',
      id: 'deletion',
      kind: 'deletion',
      at: NOW,
    });
    const { status, body } = await label(made, { sentiment: 'negative' });
    expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'erased' });
  });

  it('is of a ticket that went on in another', async () => {
    const made = await deskWithTicket();
    await made.table.tickets.change(
      TICKET,
      (before) =>
        before && {
          body: { ...before, status: 'closed', mergedInto: 'ticket-2' },
          deed: { type: 'merged_into', ticketId: 'ticket-2' },
          by: { kind: 'system' },
          at: NOW,
          isWork: true,
        },
    );
    const { status, body } = await label(made, { sentiment: 'negative' });
    expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'ticket_merged' });
  });
});
