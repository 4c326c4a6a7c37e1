import type { Deed } from '#domain/entry.ts';
import { NOON } from '#tests/support/messages.ts';

/** One deed of every type: a type added to the contract does not compile until it is here. */
export const EVERY_DEED: { readonly [Type in Deed['type']]: Extract<Deed, { type: Type }> } = {
  heard: {
    type: 'heard',
    messages: [
      { id: 'm-2', direction: 'in', sentAt: NOON },
      { id: 'out-1', direction: 'out', sentAt: NOON },
    ],
  },
  amended: {
    type: 'amended',
    amendments: [
      { messageId: 'm-1', id: 'edit-1', kind: 'edit' },
      { messageId: 'm-1', id: 'deletion', kind: 'deletion' },
    ],
  },
  claimed: { type: 'claimed' },
  released: { type: 'released', from: 'agent-1' },
  team_set: { type: 'team_set', team: 'billing' },
  assigned: { type: 'assigned', to: 'agent-2', from: 'agent-1' },
  noted: { type: 'noted', noteId: 'note-1' },
  moved: { type: 'moved', from: 'new', to: 'pending' },
  reply_queued: { type: 'reply_queued', replyId: 'reply-1' },
  message_hidden: { type: 'message_hidden', replyId: 'reply-1', messageId: 'm-1' },
  reply_sent: {
    type: 'reply_sent',
    replyId: 'reply-1',
    message: { id: 'out-1', direction: 'out', sentAt: NOON },
  },
  reply_failed: { type: 'reply_failed', replyId: 'reply-1', reason: 'reply_too_long' },
  reply_doubtful: { type: 'reply_doubtful', replyId: 'reply-1', reason: 'connection_timeout' },
  clock_warned: { type: 'clock_warned', clock: 'firstResponse' },
  clock_breached: { type: 'clock_breached', clock: 'resolution' },
  escalated: {
    type: 'escalated',
    clock: 'firstResponse',
    step: 0,
    priority: { from: 'P3', to: 'P2' },
    assignee: { from: 'agent-1', to: 'lead-1' },
  },
  recomputed: { type: 'recomputed' },
  labelled: { type: 'labelled', messageId: 'm-1', labelId: 'label-1' },
  personal_data_read: { type: 'personal_data_read' },
  reprioritised: { type: 'reprioritised' },
  tier_set: { type: 'tier_set', tier: 'premium' },
  merged_into: { type: 'merged_into', ticketId: 'ticket-2' },
};
