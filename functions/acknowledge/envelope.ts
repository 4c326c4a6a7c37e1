import { type AcknowledgeEnvelope, acknowledgeEnvelope } from '#contracts/acknowledge.ts';
import { PermanentError } from '#domain/errors.ts';
import type { Facts } from '#functions/shell/log.ts';

/** What a message of the queue says. */

function parsed(body: string) {
  try {
    return acknowledgeEnvelope.safeParse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** Reads a message. @throws {PermanentError} `envelope_broken` */
export function readEnvelope(body: string): AcknowledgeEnvelope {
  const read = parsed(body);
  if (!read?.success) throw new PermanentError('envelope_broken');
  return read.data;
}

/** What a log line may tell of a message: its ticket; nothing of one that cannot be read. */
export function idsIn(body: string): Facts {
  const read = parsed(body);
  return read?.success ? { ticketId: read.data.detail.ticketId } : {};
}
