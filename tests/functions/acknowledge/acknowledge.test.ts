import { describe, expect, it } from 'vitest';
import { classifyByRules } from '#classifiers/embedded/classify.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import type { Classification } from '#domain/classification.ts';
import { createConclude } from '#domain/conclude-reply.ts';
import { PermanentError } from '#domain/errors.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_SLA_BOOK } from '#domain/policy/book.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { createAcknowledge } from '#functions/acknowledge/acknowledge.ts';
import { backlogOf, MOST_WAITING } from '#functions/acknowledge/backlog.ts';
import { idsIn, readEnvelope } from '#functions/acknowledge/envelope.ts';
import type { AcknowledgePorts } from '#functions/acknowledge/ports.ts';
import { platformNamed } from '#platforms/registry.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, brandMessage, customerMessage, heard, NOON } from '#tests/support/messages.ts';

const REPLY = 'acknowledgement-ticket-1-1';
const CALM = 'How do I change my address?';
const event = (type: string, data: object = {}, ticketId = 'ticket-1') =>
  JSON.stringify({ 'detail-type': type, detail: { id: 'e', time: NOON, ticketId, data } });

function acknowledging(override: Partial<AcknowledgePorts> = {}) {
  const table = memoryTable();
  let now = atMinute(1);
  const clock = () => now;
  const story = createAcknowledge({
    ...table,
    backlog: backlogOf(table.tickets),
    settings: { channels: ['messenger.dm'], handlingMinutes: 10, staff: { default: 1 } },
    platformNamed,
    clock,
    ...override,
  });
  const hear = async (given: Partial<Message> = {}, ticketId = 'ticket-1', classification?: Classification) => {
    const message = given.direction === 'out' ? brandMessage(given) : customerMessage({ text: CALM, ...given });
    await table.messages.put({ message, ticketId, classification });
    const context = { ticketId, now: message.sentAt, policy: DEFAULT_SLA_POLICY };
    await table.tickets.change(ticketId, (ticket) => foldHeard(ticket, [heard(message)], context));
  };
  const send = async () => {
    const reply = await table.replies.get('ticket-1', REPLY);
    if (!reply) throw new Error('no reply');
    const sent = { ...reply, state: 'sent', messageId: 'sent-1', updatedAt: now } as const;
    await table.replies.advance(sent, reply);
    await createConclude({ ...table, clock })(sent);
  };
  const promises = () => table.promises.ofDay(NOON.slice(0, 10));
  return {
    table,
    hear,
    send,
    promises,
    happen: (body: string) => story(readEnvelope(body)),
    reply: () => table.replies.get('ticket-1', REPLY),
    at: (minute: number) => {
      now = atMinute(minute);
    },
  };
}

describe('an acknowledgement', () => {
  it('tells a customer when to expect an answer, and leaves the ticket in the queue', async () => {
    const { hear, happen, reply, promises, table } = acknowledging();
    await hear();
    expect(await happen(event('ticket.opened'))).toBe('told');
    expect(await reply()).toMatchObject({
      text: 'We have received your message. Expected answer: within 15 minutes.',
      acknowledgement: true,
      guardVerdict: 'may_speak',
      by: { kind: 'automation' },
      state: 'queued',
      inReplyTo: 'm-1',
    });
    expect(await promises()).toMatchObject([{ ticketId: 'ticket-1', expected: { until: atMinute(16) } }]);
    expect((await table.tickets.get('ticket-1'))?.status).toBe('new');
  });

  it('is one, however often and late the event comes', async () => {
    const { hear, happen, table, promises, at, reply } = acknowledging();
    await hear();
    await happen(event('ticket.opened'));
    const [first, kept] = [await reply(), await promises()];
    at(60);
    expect(await happen(event('ticket.opened'))).toBe('silent');
    const history = await table.tickets.history('ticket-1');
    expect(history.filter(({ deed }) => deed.type === 'reply_queued')).toHaveLength(1);
    expect([await reply(), await promises()]).toEqual([first, kept]);
  });

  it('is completed, in the words of the promise, when it was left half done', async () => {
    const broken = acknowledging();
    const change = broken.table.tickets.change;
    let isDown = true;
    const tickets = {
      ...broken.table.tickets,
      change: (...given: Parameters<typeof change>) => (isDown ? Promise.reject(new Error('down')) : change(...given)),
    };
    const made = acknowledging({ ...broken.table, backlog: backlogOf(broken.table.tickets), tickets });
    await broken.hear();
    await expect(made.happen(event('ticket.opened'))).rejects.toThrow('down');
    isDown = false;
    made.at(40);
    expect(await made.happen(event('ticket.opened'))).toBe('told');
    expect(await broken.reply()).toMatchObject({ text: expect.stringContaining('15 minutes') });
    expect(await broken.promises()).toMatchObject([{ madeAt: atMinute(1) }]);
  });

  it.each<[string, string | undefined, string | undefined, string]>([
    ['that the platform names', 'de', undefined, 'innerhalb von 15 Minuten'],
    ['that was found in the words', undefined, 'hi', '15 मिनट'],
    ['that was found, where the platform says that it cannot tell', 'und', 'ar', '15 دقيقة'],
    ['that is everybody’s, where we have no words in theirs', undefined, 'nl', 'within 15 minutes'],
  ])('speaks the language %s', async (_, language, found, words) => {
    const made = acknowledging();
    const judged = found && { label: found, confidence: 1, source: 'script' as const };
    const classification = { ...(await classifyByRules(CALM)), ...(judged && { language: judged }) };
    await made.hear({ ...(language && { language }) }, 'ticket-1', classification);
    await made.happen(event('ticket.opened'));
    expect((await made.reply())?.text).toContain(words);
  });

  it('is sooner when the calendar says that more people are on duty than the stage does', async () => {
    const staffed = { ...DEFAULT_CALENDAR, onDuty: 4 };
    const slaBook = async () => ({ ...DEFAULT_SLA_BOOK, calendars: [staffed] });
    const { hear, happen, reply, promises } = acknowledging({ slaBook });
    for (const id of ['a', 'b', 'c']) await hear({ id, sentAt: atMinute(-5), customerId: id }, `ticket-${id}`);
    await hear();
    await happen(event('ticket.opened'));
    expect((await reply())?.text).toContain('within 15 minutes.');
    expect(await promises()).toMatchObject([{ ahead: 3, staff: 4 }]);
  });

  it('promises later for what lies ahead, and nothing when too much does', async () => {
    const { hear, happen, reply, table } = acknowledging();
    for (const id of ['a', 'b', 'c']) await hear({ id, sentAt: atMinute(-5), customerId: id }, `ticket-${id}`);
    await hear({ id: 'elsewhere', account: 'messenger:200', sentAt: atMinute(-5) }, 'ticket-d');
    await hear();
    await happen(event('ticket.opened'));
    expect((await reply())?.text).toContain('within 1 hour.');
    const crowd = { tickets: Array(MOST_WAITING + 1).fill(await table.tickets.get('ticket-1')), next: 'more' };
    const swamped = acknowledging({ backlog: backlogOf({ list: async () => crowd }) });
    await swamped.hear();
    expect(await swamped.happen(event('ticket.opened'))).toBe('silent');
  });
});

describe('nobody is told', () => {
  it.each<[string, Partial<Message>]>([
    ['whom the guard keeps for a person', { text: 'This is outrageous, I am furious, you are thieves!' }],
    ['on a channel that the stage does not name', { channel: 'messenger.comment' }],
    ['on a platform that is gone', { account: 'telex:1' }],
  ])('%s', async (_, message) => {
    const { hear, happen, reply, promises } = acknowledging();
    await hear(message);
    expect(await happen(event('ticket.opened'))).toBe('silent');
    expect([await reply(), await promises()]).toEqual([undefined, []]);
  });

  it('when the platform takes no words of automation any more', async () => {
    const { hear, happen, at, reply } = acknowledging();
    await hear();
    at(24 * 60);
    expect(await happen(event('ticket.opened'))).toBe('silent');
    expect(await reply()).toBeUndefined();
  });

  it('who has been answered already', async () => {
    const { hear, happen, table } = acknowledging();
    await hear();
    await hear({ direction: 'out', sentAt: atMinute(0.5) });
    expect(await happen(event('ticket.opened'))).toBe('silent');
    expect((await table.tickets.history('ticket-1')).map(({ deed }) => deed.type)).not.toContain('reply_queued');
  });

  it('who is back, or of whom there is no ticket', async () => {
    const { hear, happen } = acknowledging();
    await hear();
    expect(await happen(event('ticket.reopened', { episode: 2 }))).toBe('silent');
    expect(await happen(event('ticket.opened', {}, 'nobody'))).toBe('silent');
  });
});

describe('a promise', () => {
  it('is told, then kept, and an acknowledgement answers no clock', async () => {
    const { hear, happen, send, promises, at, table } = acknowledging();
    await hear();
    await happen(event('ticket.opened'));
    at(2);
    await send();
    expect(await happen(event('reply.sent'))).toBe('graded');
    const [told] = await promises();
    expect([told?.toldAt, told?.outcome]).toEqual([atMinute(2), undefined]);
    expect((await table.tickets.get('ticket-1'))?.clocks.firstResponse?.doneAt).toBeUndefined();
    await hear({ direction: 'out', sentAt: atMinute(10) });
    await happen(event('message.sent'));
    await happen(event('sla.met'));
    expect(await promises()).toMatchObject([{ toldAt: atMinute(2), answeredAt: atMinute(10), outcome: 'kept' }]);
  });

  it('is broken by an answer after its time', async () => {
    const { hear, happen, promises } = acknowledging();
    await hear();
    await happen(event('ticket.opened'));
    await hear({ direction: 'out', sentAt: atMinute(17) });
    await happen(event('message.sent'));
    expect(await promises()).toMatchObject([{ outcome: 'broken' }]);
  });

  it('that was never made is not graded', async () => {
    const { hear, happen } = acknowledging();
    await hear();
    expect(await happen(event('message.sent'))).toBe('nothing_to_grade');
  });
});

describe('a message of the queue', () => {
  it.each(['{', '{}', event('ticket.claimed'), event('ticket.reopened')])('%s is parked', (body) => {
    expect(() => readEnvelope(body)).toThrow(PermanentError);
    expect(idsIn(body)).toEqual({});
  });

  it('is named by its ticket', () => {
    expect(idsIn(event('ticket.opened'))).toEqual({ ticketId: 'ticket-1' });
  });
});
