import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of YouTube's comments (YouTube Data API, "Comments" and "CommentThreads"), and no more. */

/** `{value}` in the API; a bare id where a tool has flattened it. */
const channelRef = z.pipe(
  z.union([idField, z.object({ value: idField })]),
  z.transform((ref) => (typeof ref === 'string' ? ref : ref.value)),
);

export const comment = z.object({
  id: maybe(idField),
  snippet: maybe(
    z.object({
      authorDisplayName: maybe(z.string()),
      authorChannelId: maybe(channelRef),
      authorChannelUrl: maybe(z.string()),
      textOriginal: maybe(z.string()),
      textDisplay: maybe(z.string()),
      parentId: maybe(idField),
      likeCount: maybe(numberField),
      publishedAt: maybe(z.string()),
      updatedAt: maybe(z.string()),
    }),
  ),
});

export const thread = z.object({
  id: maybe(idField),
  snippet: maybe(
    z.object({
      topLevelComment: maybe(comment),
      canReply: maybe(z.boolean()),
      totalReplyCount: maybe(numberField),
    }),
  ),
  replies: maybe(z.object({ comments: maybe(z.array(comment)) })),
});

/** A list's answer, as far as polling needs it. */
export const list = z.object({
  kind: maybe(z.string()),
  nextPageToken: maybe(z.string()),
  items: z.array(z.record(z.string(), z.unknown())),
});

/** One comment as `split` hands it on, with what only its thread knows. */
export const piece = z.object({
  comment,
  /** The words are an edit of words that were said before. */
  edit: maybe(z.literal(true)),
  /** True when `textDisplay` was asked for as plain text. */
  plain: maybe(z.boolean()),
  thread: maybe(
    z.object({
      id: maybe(idField),
      authorId: maybe(idField),
      canReply: maybe(z.boolean()),
      replies: maybe(numberField),
    }),
  ),
});

export type Comment = z.infer<typeof comment>;
export type Thread = z.infer<typeof thread>;
export type Piece = z.infer<typeof piece>;
