import { type MediaEnvelope, mediaEnvelope } from '#contracts/fetch-media.ts';
import { PermanentError } from '#domain/errors.ts';
import type { MessageKey } from '#domain/ports.ts';
import type { Facts } from '#functions/shell/log.ts';

/** What a message of the queue says. */

function parsed(body: string): MediaEnvelope | undefined {
  try {
    return mediaEnvelope.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** The message whose files are to be fetched. @throws {PermanentError} `envelope_broken` */
export function readEnvelope(body: string): MessageKey {
  const read = parsed(body);
  if (!read) throw new PermanentError('envelope_broken');
  const { account, messageId } = read.detail.data;
  return { account, id: messageId };
}

/** What a log line may tell of a message: its ids; nothing of one that cannot be read. */
export function idsIn(body: string): Facts {
  const { account, messageId } = parsed(body)?.detail.data ?? {};
  return { account, messageId };
}
