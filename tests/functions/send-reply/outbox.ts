import type { MetricName } from '#contracts/metrics.ts';
import type { OutboundEnvelope } from '#contracts/outbound.ts';
import { queueReply } from '#domain/commands.ts';
import type { Message } from '#domain/message.ts';
import type { Reply } from '#domain/reply.ts';
import type { SendReplyPorts, Sent } from '#functions/send-reply/ports.ts';
import { createSendReply } from '#functions/send-reply/send-reply.ts';
import { SILENT } from '#functions/shell/log.ts';
import type { ApiCall } from '#platforms/api-call.ts';
import { platformNamed } from '#platforms/registry.ts';
import { hear, messageFrom, NOW, TICKET } from '#tests/functions/agent-api/desk.ts';
import { memoryTable } from '#tests/support/memory-table.ts';

/** An outbox over the in-memory table, with a platform's API that remembers what it was sent. */

export const REPLY = 'reply-0000000000001';

export const envelope: OutboundEnvelope = {
  id: 'event-1',
  'detail-type': 'reply.queued',
  detail: { data: { ticketId: TICKET, replyId: REPLY } },
};

export const onX = {
  account: 'x:1',
  platform: 'x',
  channel: 'x.mention',
  visibility: 'public',
  threadKeys: ['talk', 'message-1'],
} as const;

/** The platform's side: what arrived, and what it answers. A key that is known is not applied again. */
export function platformApi() {
  const requests: ApiCall[] = [];
  const applied = new Map<string, ApiCall>();
  let answer: (request: ApiCall) => Sent = () => ok('sent-1');
  return {
    requests,
    applied,
    answers: (next: typeof answer) => {
      answer = next;
    },
    send: async (request: ApiCall): Promise<Sent> => {
      requests.push(request);
      applied.set(request.headers['webhook-id'] ?? `request ${requests.length}`, request);
      return answer(request);
    },
  };
}

export const ok = (id: string): Sent => ({ status: 200, headers: {}, body: JSON.stringify({ id, data: { id } }) });
export const status = (code: number): Sent => ({ status: code, headers: {}, body: '{}' });

/** Takes the key of standard webhooks and a bearer token alike. */
const TOKEN = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;

/** An outbox in which one reply waits; `deliver` is what the queue does. */
export async function outbox(message: Partial<Message> = {}, reply: Partial<Reply> = {}) {
  const table = memoryTable();
  const api = platformApi();
  const counted: MetricName[] = [];
  const putOff: number[] = [];
  let now = NOW;
  const ports: SendReplyPorts = {
    ...table,
    platformNamed,
    credentialsOf: async () => ({ accessToken: TOKEN, baseUrl: 'https://api.example.test' }),
    send: api.send,
    putOff: async (_, seconds) => void putOff.push(seconds),
    count: (name) => void counted.push(name),
    log: SILENT,
    clock: () => now,
  };
  await hear({ table }, messageFrom(message));
  await queueOne(ports, reply);
  const deliver = (over: Partial<SendReplyPorts> = {}) => createSendReply({ ...ports, ...over })(envelope);
  const pass = (seconds: number) => {
    now = new Date(Date.parse(now) + seconds * 1000).toISOString();
  };
  return { table, api, ports, deliver, pass, counted, putOff };
}

export type Outbox = Awaited<ReturnType<typeof outbox>>;

async function queueOne({ tickets, replies }: SendReplyPorts, over: Partial<Reply>): Promise<void> {
  const ticket = await tickets.get(TICKET);
  if (!ticket) throw new Error('no ticket');
  const { account, channel, visibility, customerId } = ticket;
  const by = { kind: 'agent', id: 'agent-1' } as const;
  const where = { ticketId: TICKET, replyId: REPLY, account, channel, visibility, customerId, inReplyTo: 'message-1' };
  await replies.put({
    ...where,
    text: 'Here is how.',
    by,
    state: 'queued',
    attempt: 0,
    createdAt: NOW,
    updatedAt: NOW,
    ...over,
  });
  const context = { by, now: NOW, ifMatch: 0, lastMessageSeen: 1, replyId: REPLY };
  await tickets.change(TICKET, (before) => queueReply(before, context));
}

/** What the ticket tells of its reply after it was queued. */
export async function toldOf({ table }: Pick<Outbox, 'table'>): Promise<string[]> {
  const history = await table.tickets.history(TICKET);
  return history.map(({ deed }) => deed.type).filter((type) => type.startsWith('reply_') && type !== 'reply_queued');
}

export const replyIn = ({ table }: Pick<Outbox, 'table'>) => table.replies.get(TICKET, REPLY);
