import * as z from 'zod/mini';
import {
  calendarChanged,
  policyChanged,
  type RederiveJob,
  type RederiveTicket,
  type RederiveWalk,
  rederiveTicket,
  rederiveWalk,
} from '#contracts/rederive.ts';
import { PermanentError } from '#domain/errors.ts';
import { POLICY_NAME } from '#domain/policy/documents.ts';
import type { Facts } from '#functions/shell/log.ts';

/** What a message of the queue of re-derivations asks for. */

export type RederiveMessage =
  | { readonly kind: 'spread'; readonly job: RederiveJob }
  | ({ readonly kind: 'walk' } & RederiveWalk)
  | ({ readonly kind: 'ticket' } & RederiveTicket);

const messages = z.union([policyChanged, calendarChanged, rederiveWalk, rederiveTicket]);
type Parsed = z.infer<typeof messages>;

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function messageOf(parsed: Parsed): RederiveMessage {
  if ('shard' in parsed) return { kind: 'walk', ...parsed };
  if ('ticketId' in parsed) return { kind: 'ticket', ...parsed };
  const { data } = parsed.detail;
  const isCalendar = 'calendar' in data;
  const document = isCalendar ? 'calendar' : 'policy';
  return { kind: 'spread', job: { document, name: isCalendar ? data.calendar : POLICY_NAME, number: data.version } };
}

/** Reads a message. @throws {PermanentError} `rederivation_broken` */
export function readRederiveMessage(body: string): RederiveMessage {
  const read = messages.safeParse(jsonIn(body));
  if (!read.success) throw new PermanentError('rederivation_broken');
  return messageOf(read.data);
}

/** What a log line may tell of a message: its ids; nothing of one that cannot be read. */
export function idsIn(body: string): Facts {
  const read = messages.safeParse(jsonIn(body));
  if (!read.success) return {};
  const { job, ...message } = messageOf(read.data);
  const ticket = 'ticketId' in message ? { ticketId: message.ticketId } : {};
  return { document: job.name, version: job.number, ...ticket };
}
