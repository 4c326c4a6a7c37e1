import type { EventType } from '#contracts/events.ts';

/** An example of each event's data, as it stands in docs/events.md; a test parses each by its schema. */

const where = {
  account: 'x:783214',
  channel: 'x.mention',
  visibility: 'public',
  customerId: '2244994945',
} as const;

const message = { messageId: '1460323737035677698', ...where, sentAt: '2026-11-22T09:30:00.000Z' };

const clock = {
  clock: 'firstResponse',
  episode: 1,
  cycle: 1,
  priority: 'P1',
  assignee: 'a3f1c2d4-0000-4000-8000-000000000001',
  dueAt: '2026-11-22T09:45:00.000Z',
  link: 'https://desk.example.com/tickets/7b0d2f6e-0000-4000-8000-000000000001',
} as const;

const AGENT = 'a3f1c2d4-0000-4000-8000-000000000001';
const LEAD = 'a3f1c2d4-0000-4000-8000-000000000002';
const OTHER_TICKET = '7b0d2f6e-0000-4000-8000-000000000002';
const reply = { replyId: '0f8fad5b-d9cb-469f-a165-70867728950e' };

/** The ticket that all examples tell of. */
export const EXAMPLE_TICKET = '7b0d2f6e-0000-4000-8000-000000000001';
export const EXAMPLE_TIME = '2026-11-22T09:30:02.114Z';
export const EXAMPLE_ID = '3f1e9f6d0a4b4f7c8f2d5b9e6a1c7d20';

export const EVENT_EXAMPLES: Readonly<Record<EventType, Readonly<Record<string, unknown>>>> = {
  'ticket.opened': { ...where, priority: 'P1' },
  'ticket.reopened': { episode: 2, priority: 'P3' },
  'ticket.claimed': { assignee: AGENT },
  'ticket.released': { from: AGENT },
  'ticket.assigned': { assignee: LEAD, from: AGENT },
  'ticket.team_changed': { team: 'billing' },
  'ticket.noted': { noteId: '5d5f2a10-0000-4000-8000-000000000001' },
  'ticket.status_changed': { from: 'open', to: 'resolved', assignee: AGENT },
  'ticket.priority_changed': { from: 'P3', to: 'P1', score: 63 },
  'ticket.worsening': { episode: 1, messageId: message.messageId, priority: 'P2', assignee: AGENT },
  'ticket.merged': { into: OTHER_TICKET },
  'ticket.deleted': { account: where.account },
  'message.received': message,
  'message.sent': message,
  'message.edited': { messageId: message.messageId },
  'message.deleted': { messageId: message.messageId },
  'message.hidden': { messageId: message.messageId, ...reply },
  'message.relabelled': { messageId: message.messageId, labelId: '9c0d7c52-0000-4000-8000-000000000001' },
  'reply.queued': { ticketId: EXAMPLE_TICKET, ...reply },
  'reply.sent': { ...reply, messageId: '1460323999999999999' },
  'reply.failed': { ...reply, reason: 'reply_too_long' },
  'reply.doubtful': { ...reply, reason: 'connection_timeout' },
  'channel.unhealthy': {
    account: where.account,
    concern: 'replies',
    reason: 'token_expired (401)',
    since: '2026-11-22T09:30:00.000Z',
    mend: 'Get a fresh token from the platform and put it into the credentials secret.',
  },
  'channel.silent': {
    account: where.account,
    concern: 'silence',
    reason: 'silent',
    since: '2026-11-22T09:30:00.000Z',
    mend: 'See whether the platform still delivers: its webhook, its subscription and its own status page.',
  },
  'channel.recovered': { account: where.account, concern: 'replies', since: '2026-11-22T11:02:00.000Z' },
  'sla.warning': { ...clock, minutesLeft: 3, point: 0 },
  'sla.breached': { ...clock, minutesOver: 0 },
  'sla.met': { ...clock, minutesLeft: 9 },
  'sla.paused': { ...clock, clock: 'resolution', dueAt: undefined, minutesLeft: 230 },
  'sla.resumed': { ...clock, clock: 'resolution', minutesLeft: 230 },
  'sla.recovered': { ...clock, minutesOver: 4, step: 0, cause: 'done' },
  'sla.window_closing': { ...clock, minutesLeft: 60 },
  'sla.recomputed': {
    corrections: [{ clock: 'firstResponse', episode: 1, cycle: 1, was: 'breached', is: 'met' }],
  },
  'sla.policy_changed': { version: '4', by: { kind: 'agent', id: LEAD } },
  'sla.calendar_changed': { calendar: 'business', version: '2', by: { kind: 'agent', id: LEAD } },
  'sla.escalated': { ...clock, minutesOver: 10, step: 0, on: 'breached', notify: 'lead' },
};
