import * as z from 'zod/mini';
import { accountId } from './account.ts';
import { accepted, answerJson, outcomeByStatus } from './answer.ts';
import type { ApiResponse } from './api-call.ts';
import { type Backfill, type BackfillTurn, noOlderThan } from './backfill.ts';
import { type ErrorTable, outcomeByCode } from './error-table.ts';
import { idField, maybe } from './fields.ts';
import { type ConversationMessage, conversationMessage, talkItemOf } from './meta-conversation-message.ts';
import { graphCodes, graphError } from './meta-errors.ts';
import { time } from './meta-fields.ts';
import { graphCall } from './meta-graph.ts';
import type { PollAnswer } from './poll.ts';
import { pollTrouble, unreadable } from './poll-trouble.ts';

/**
 * Private talks that Meta could not deliver, read from the inbox (Messenger Platform, "Conversations API"): the talks, the
 * one with the latest word first, each with its last words; of a talk Meta gives out the last twenty. They are told as the
 * webhook would have told them, so that each is the same event however it came.
 */

const page = z.object({
  data: z.array(
    z.object({
      updated_time: time,
      messages: maybe(z.object({ data: maybe(z.array(conversationMessage)) })),
    }),
  ),
  paging: maybe(z.object({ cursors: maybe(z.object({ after: maybe(idField) })), next: maybe(z.string()) })),
});

const MESSAGE_FIELDS = 'id,created_time,from,to,message,sticker,attachments,shares';
/** Talks on a page; each holds up to twenty messages with their files. */
const TALKS = '25';
/** Longer than anybody may be answered: Human Agent, seven days. */
const OLDEST_HOURS = 7 * 24;

/** How the two products differ. */
export interface Inbox {
  readonly platform: 'messenger' | 'instagram';
  /** The webhook's word for whose event it is. */
  readonly object: 'page' | 'instagram';
  /** Whose inbox it is. @param account the platform's id of the account */
  readonly owner: (account: string) => string;
  /** Where the API is. @default the Graph API of pages */
  readonly host?: string;
  readonly errors: ErrorTable;
}

/** The backfill of an inbox. */
export function conversations(inbox: Inbox): Backfill {
  return {
    reach: noOlderThan(OLDEST_HOURS),
    request: (turn) => requestOf(inbox, turn),
    read: (response, turn) => readPage(inbox, response, turn),
  };
}

function requestOf({ platform, owner, host }: Inbox, { account, credentials, cursor }: BackfillTurn) {
  const query = {
    platform,
    fields: `updated_time,messages.limit(20){${MESSAGE_FIELDS}}`,
    limit: TALKS,
    ...(cursor?.['after'] && { after: cursor['after'] }),
  };
  return graphCall({ method: 'GET', path: [owner(accountId(account)), 'conversations'], query }, credentials, host);
}

function readPage(inbox: Inbox, response: ApiResponse, { account, span, cursor }: BackfillTurn): PollAnswer {
  if (!accepted(response)) {
    const error = graphError(response);
    return pollTrouble(error ? outcomeByCode(inbox.errors, graphCodes(error), response) : outcomeByStatus(response));
  }
  const answer = page.safeParse(answerJson(response)).data;
  if (!answer) return { kind: 'retry', reason: unreadable(response).reason };
  const isNew = (at: string | undefined): boolean => at === undefined || Date.parse(at) >= span.fromMs;
  const talks = answer.data.filter(({ updated_time: at }) => isNew(at));
  const messages = talks.flatMap(({ messages }) => messages?.data ?? []).filter(({ created_time: at }) => isNew(at));
  const after = answer.paging?.next === undefined ? undefined : answer.paging.cursors?.after;
  // Talks are told by their latest word: behind the first that is too old there are only older ones.
  const more = after !== undefined && after !== cursor?.['after'] && talks.length === answer.data.length;
  const body = deliveryOf(inbox, accountId(account), messages);
  return { kind: 'page', ...(body !== undefined && { body }), cursor: { ...(after && { after }) }, more };
}

/** The messages as a webhook would have brought them, the oldest first. */
function deliveryOf({ object }: Inbox, account: string, messages: readonly ConversationMessage[]) {
  const messaging = messages.toReversed().flatMap((message) => talkItemOf(message, account) ?? []);
  return messaging.length > 0 ? { object, entry: [{ id: account, messaging }] } : undefined;
}
