import type { agentRoutes } from '#contracts/agent-api.ts';
import type { Reply } from '#domain/reply.ts';
import { type Asked, answer, type Desk, ifMatch, NOW, onTicket, TICKET, type Told } from './desk.ts';

/**
 * Every operation that may answer with what a customer said or is, asked in a way that succeeds: a new row of the route
 * table does not compile until it is here.
 */

/** Policies and calendars know no customer; a hiding has no words. */
type Impersonal = {
  path:
    | '/tickets/{ticketId}/messages/{messageId}/hide'
    | '/accounts/{account}/hours'
    | `/metrics${string}`
    | `/sla/${string}`
    | `/priority/polic${string}`;
};
type Operation = Exclude<(typeof agentRoutes)[number], Impersonal>['operationId'];

/** What an agent writes, where an operation takes words. */
export interface Written {
  readonly text: string;
  /** How many messages the ticket has. */
  readonly seen: number;
  readonly role?: string;
  /** The ticket's. @default private */
  readonly visibility?: 'public';
}

const REPLY = 'reply-in-doubt-0001';

type Ask = (desk: Desk, version: number, written: Written) => Promise<Told>;

const post =
  (path: string, bodyOf: (written: Written) => unknown): Ask =>
  (desk, version, written) =>
    desk.ask(`POST /tickets/{ticketId}${path}`, {
      params: { ticketId: TICKET, replyId: REPLY, messageId: 'message-1' },
      headers: ifMatch(version),
      body: bodyOf(written),
      as: `[${written.role ?? 'lead'}]`,
    });

const get =
  (path: string, asked: Asked): Ask =>
  (desk, _version, { role = 'lead' }) =>
    desk.ask(`GET ${path}`, { ...asked, as: `[${role}]` });

const label = post('/messages/{messageId}/labels', ({ text }) => ({ sentiment: 'negative', why: text }));

export const EVERY_ANSWER: Readonly<Record<Operation, Ask>> = {
  listTickets: get('/tickets', {}),
  readTicket: get('/tickets/{ticketId}', onTicket),
  readTicketClocks: get('/tickets/{ticketId}/clocks', onTicket),
  claimTicket: post('/claim', ({ text }) => ({ why: text })),
  releaseTicket: post('/release', ({ text }) => ({ why: text })),
  assignTicket: post('/assign', ({ text }) => ({ assignee: 'agent-2', why: text })),
  giveTicketToTeam: post('/team', ({ text }) => ({ team: 'billing', why: text })),
  addNote: post('/notes', ({ text }) => ({ text })),
  replyToTicket: post('/replies', ({ text, seen, visibility = 'private' }) =>
    answer({ text, visibility, lastMessageSeen: seen }),
  ),
  settleReply: post('/replies/{replyId}/settle', ({ text }) => ({ outcome: 'not_sent', why: text })),
  setCustomerTier: (desk, _version, { text, role = 'lead' }) =>
    desk.ask('PUT /accounts/{account}/customers/{customerId}/tier', {
      params: { account: 'standard:brand', customerId: 'customer-1' },
      body: { tier: 'vip', why: text },
      as: `[${role}]`,
    }),
  explainPriority: get('/tickets/{ticketId}/priority', onTicket),
  whatIfPriority: (desk, _version, { text, role = 'lead' }) =>
    desk.ask('POST /priority/what-if', {
      body: { ticketIds: [TICKET], change: { returns: text.length } },
      as: `[${role}]`,
    }),
  setStatus: post('/status', ({ text, seen }) => ({ status: 'on_hold', lastMessageSeen: seen, why: text })),
  labelMessage: label,
  listChannels: (desk) => desk.ask('GET /channels'),
  listLabels: async (desk, version, written) => {
    await label(desk, version, written);
    return desk.ask('GET /labels', { query: { since: '2026-03-01' }, as: '[admin]' });
  },
};

export const EVERY_OPERATION = Object.keys(EVERY_ANSWER) as Operation[];

/** Puts a reply in doubt on the ticket, for `settleReply`. */
export async function leaveInDoubt({ table }: Desk, text: string): Promise<void> {
  const ticket = await table.tickets.get(TICKET);
  if (!ticket) throw new Error('no ticket');
  const { account, channel, visibility, customerId } = ticket;
  const reply: Reply = {
    ticketId: TICKET,
    replyId: REPLY,
    account,
    channel,
    visibility,
    customerId,
    inReplyTo: 'message-1',
    text,
    by: { kind: 'agent', id: 'agent-1' },
    state: 'doubtful',
    attempt: 1,
    reason: 'connection_timeout',
    createdAt: NOW,
    updatedAt: NOW,
  };
  await table.replies.put(reply);
  await table.tickets.change(
    TICKET,
    (before) =>
      before && {
        body: before,
        deed: { type: 'reply_queued', replyId: REPLY },
        by: reply.by,
        at: NOW,
        why: text,
        isWork: false,
      },
  );
}
