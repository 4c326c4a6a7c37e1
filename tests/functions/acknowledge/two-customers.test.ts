import { describe, expect, it } from 'vitest';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { replyKeyOf } from '#domain/reply.ts';
import { createAcknowledge } from '#functions/acknowledge/acknowledge.ts';
import { backlogOf } from '#functions/acknowledge/backlog.ts';
import { readEnvelope } from '#functions/acknowledge/envelope.ts';
import type { Sent } from '#functions/send-reply/ports.ts';
import { createSendReply } from '#functions/send-reply/send-reply.ts';
import { SILENT } from '#functions/shell/log.ts';
import type { ApiCall } from '#platforms/api-call.ts';
import { doubles } from '#platforms/doubles.ts';
import { platformNamed } from '#platforms/registry.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, customerMessage, heard, NOON } from '#tests/support/messages.ts';

/** Acknowledgements from the event to a platform that takes each key once. */

const CUSTOMERS = ['customer-1', 'customer-2', 'customer-3', 'customer-4'];
const ticketOf = (customerId: string): string => `ticket-of-${customerId}`;

function carefulPlatform() {
  const { standard } = doubles;
  const credentials = { ...standard.credentials('seed'), baseUrl: 'https://desk.example.test/replies' };
  const room = { tokens: [credentials.accessToken], lastHeard: () => undefined, nextPage: () => undefined };
  const api = standard.api({ ...room, thing: () => undefined });
  const taken: { customerId?: string | undefined; replyKey?: string | undefined }[] = [];
  let count = 0;
  const send = async ({ method, headers, body = '' }: ApiCall): Promise<Sent> => {
    count += 1;
    const request = { method, path: '/', query: new URLSearchParams(), headers, body };
    const { answer, sent } = api({ ...request, nowMs: Date.parse(atMinute(2)), messageId: `sent-${count}` });
    if (sent) taken.push(sent);
    return { status: answer.status, headers: {}, body: JSON.stringify(answer.body) };
  };
  return { send, taken, credentials };
}

async function acknowledgedAndSent() {
  const table = memoryTable();
  const { send, taken, credentials } = carefulPlatform();
  const settings = { channels: ['standard.private'], handlingMinutes: 10, staff: { default: 1 } };
  const clock = () => atMinute(2);
  const backlog = backlogOf(table.tickets);
  const acknowledge = createAcknowledge({ ...table, backlog, settings, platformNamed, clock });
  const quiet = { putOff: async () => {}, count: () => {}, log: SILENT };
  const sendReply = createSendReply({
    ...table,
    ...quiet,
    platformNamed,
    send,
    credentialsOf: async () => credentials,
    clock,
  });
  for (const customerId of CUSTOMERS) {
    const ticketId = ticketOf(customerId);
    const place = { account: 'standard:shop', platform: 'standard', channel: 'standard.private' };
    const message = customerMessage({
      ...place,
      id: `m-${customerId}`,
      customerId,
      text: 'How do I change my address?',
    });
    await table.messages.put({ message, ticketId });
    const context = { ticketId, now: message.sentAt, policy: DEFAULT_SLA_POLICY };
    await table.tickets.change(ticketId, (ticket) => foldHeard(ticket, [heard(message)], context));
    const happened = (type: string) =>
      acknowledge(
        readEnvelope(JSON.stringify({ 'detail-type': type, detail: { id: 'e', time: NOON, ticketId, data: {} } })),
      );
    await happened('ticket.opened');
    const [reply] = await table.replies.ofTicket(ticketId);
    const data = { ticketId, replyId: reply?.replyId ?? '' };
    await sendReply({ id: 'event-1', 'detail-type': 'reply.queued', detail: { data } });
    await happened('reply.sent');
  }
  return { table, taken };
}

describe('customers who are acknowledged on one account', () => {
  it('are each told once, by a platform that takes every key once', async () => {
    const { taken } = await acknowledgedAndSent();
    expect(taken.map(({ customerId }) => customerId)).toEqual(CUSTOMERS);
    expect(new Set(taken.map(({ replyKey }) => replyKey)).size).toBe(CUSTOMERS.length);
  });

  it('each find their own message on their ticket, and as many promises are told as were sent', async () => {
    const { table, taken } = await acknowledgedAndSent();
    for (const customerId of CUSTOMERS) {
      const ticketId = ticketOf(customerId);
      const [reply] = await table.replies.ofTicket(ticketId);
      expect(taken.map(({ replyKey }) => replyKey)).toContain(reply && replyKeyOf(reply));
      const [filed] = await table.messages.getAll([{ account: 'standard:shop', id: reply?.messageId ?? '' }]);
      expect(filed).toMatchObject({ ticketId, message: { replyId: reply?.replyId, customerId } });
    }
    const told = (await table.promises.ofDay(NOON.slice(0, 10))).filter(({ toldAt }) => toldAt !== undefined);
    expect(told).toHaveLength(taken.length);
  });
});
