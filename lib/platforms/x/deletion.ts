import * as z from 'zod/mini';
import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised } from '#platforms/event.ts';
import { idField, maybe, numberField } from '#platforms/fields.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import type { PostContext } from './post.ts';

const tweetDelete = z.object({
  status: z.object({ id: maybe(idField), id_str: maybe(idField), user_id: maybe(idField) }),
  timestamp_ms: maybe(numberField),
});

const postDelete = z.object({ id: maybe(idField), author_id: maybe(idField) });

/**
 * Reads one of `tweet_delete_events`.
 * @throws {PermanentError} `deletion_without_id`
 */
export function normaliseTweetDeletion(value: unknown, context: PostContext): Normalised {
  const fields = tweetDelete.safeParse(value).data;
  const { status } = fields ?? {};
  const at = isoFromEpoch(fields?.timestamp_ms);
  return deletion({ id: status?.id_str ?? status?.id, authorId: status?.user_id, at }, context);
}

/**
 * Reads `post.delete` of X Activity, which tells no time.
 * @throws {PermanentError} `deletion_without_id`
 */
export function normalisePostDeletion(value: unknown, context: PostContext): Normalised {
  const fields = postDelete.safeParse(value).data;
  return deletion({ id: fields?.id, authorId: fields?.author_id, at: undefined }, context);
}

interface Deleted {
  readonly id: string | undefined;
  readonly authorId: string | undefined;
  readonly at: string | undefined;
}

function deletion({ id, authorId, at }: Deleted, { account, receivedAt }: PostContext): Normalised {
  if (!id) throw new PermanentError('deletion_without_id');
  return {
    kind: 'amendment',
    amendment: {
      account,
      platform: 'x',
      channel: 'x.mention',
      messageId: id,
      // Whom the account's own post was for is not told.
      customerId: authorId === accountId(account) ? undefined : authorId,
      threadKeys: [id],
      id: 'deletion',
      kind: 'deletion',
      at: at ?? receivedAt,
    },
  };
}
