import { type OutboundEnvelope, outboundEnvelope } from '#contracts/outbound.ts';
import { PermanentError } from '#domain/errors.ts';
import type { Facts } from '#functions/shell/log.ts';

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads a message of the outbound queue. @throws {PermanentError} `envelope_broken` */
export function readEnvelope(body: string): OutboundEnvelope {
  const read = outboundEnvelope.safeParse(jsonIn(body));
  if (!read.success) throw new PermanentError('envelope_broken');
  return read.data;
}

/** What a log line may tell of a message of the outbound queue: its ids; nothing of one that cannot be read. */
export function idsIn(body: string): Facts {
  const read = outboundEnvelope.safeParse(jsonIn(body));
  if (!read.success) return {};
  const { ticketId, replyId } = read.data.detail.data;
  return { ticketId, replyId };
}
