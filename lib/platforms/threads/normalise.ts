import { PermanentError } from '#domain/errors.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { isoFromEpoch, isoFromText } from '#platforms/time.ts';
import { type Item, isOwn, postFrom, threadKeysOf } from './message.ts';
import { threadsPiece } from './schema.ts';

const READERS: Readonly<Record<string, (item: Item) => Normalised>> = {
  replies: read,
  mentions: read,
  delete: deleted,
  // Whatever the account publishes, in the app too: whom it answers is not told.
  publish: () => ({ kind: 'ignored', reason: 'own_post' }),
};

/**
 * Reads one value of a Threads delivery.
 * @throws {PermanentError} `message_without_id`
 */
export function normaliseThreads(event: PlatformEvent, receivedAt: string): Normalised {
  const piece = threadsPiece.safeParse(event.payload).data;
  const { field, value } = piece?.values ?? {};
  const reader = field !== undefined && Object.hasOwn(READERS, field) ? READERS[field] : undefined;
  if (!value || !reader) return { kind: 'unknown', type: field || 'body' };
  const otherwise = isoFromEpoch(piece?.time) ?? receivedAt;
  return reader({ account: event.account, field: field ?? '', media: value, otherwise, receivedAt });
}

function read(item: Item): Normalised {
  if (item.media.media_type === 'REPOST_FACADE') return { kind: 'ignored', reason: 'repost' };
  if (isOwn(item)) return { kind: 'ignored', reason: 'own_post' };
  // Without an author there is no telling the customer from the brand: it is kept whole.
  return item.media.username ? { kind: 'message', message: postFrom(item) } : { kind: 'unknown', type: item.field };
}

/** Only what the account itself deleted is told ("delete", posts deleted by the authenticated user). */
function deleted(item: Item): Normalised {
  const { id, deleted_at } = item.media;
  if (!id) throw new PermanentError('message_without_id');
  return {
    kind: 'amendment',
    amendment: {
      account: item.account,
      platform: 'threads',
      channel: 'threads.reply',
      messageId: id,
      threadKeys: threadKeysOf(item.media, id),
      id: 'deletion',
      kind: 'deletion',
      at: isoFromText(deleted_at) ?? item.otherwise,
    },
  };
}
