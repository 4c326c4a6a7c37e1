import * as z from 'zod/mini';
import { fnv64 } from '#domain/fnv64.ts';
import type { MessageKey } from '#domain/ports.ts';

/** What customers attach, as it is kept: the platforms' addresses expire, and are nobody's business in the first place. */

/** What became of one attachment; in the order of the message's attachments. */
export const mediaState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  /** `key`: where the bucket holds it. `type`: what its bytes are. `until`: when the bucket forgets it, ISO 8601 UTC. */
  z.object({ state: z.literal('kept'), key: z.string(), bytes: z.number(), type: z.string(), until: z.string() }),
  /** `reason`: a stable code. */
  z.object({ state: z.literal('failed'), reason: z.string() }),
]);
export type MediaState = z.infer<typeof mediaState>;

/** What a message carried. */
export const messageMedia = z.object({
  account: z.string(),
  messageId: z.string(),
  /** When fetching began, ISO 8601 UTC. */
  begunAt: z.string(),
  /** How many attachments the message had: so many objects may lie in the bucket. */
  count: z.number(),
  /** The message was deleted: nothing may be kept, and `attachments` is empty. */
  erased: z.optional(z.boolean()),
  attachments: z.array(mediaState),
});
export type MessageMedia = z.infer<typeof messageMedia>;

/** What is known of messages' media, beside the messages: their words are never touched by it. */
export interface MediaBook {
  /** Opens the page of a message, every attachment waiting; answers with the page that is there if one is. */
  begin(key: MessageKey, of: { count: number; at: string }): Promise<MessageMedia>;
  /** Writes what became of one attachment. @returns false when the message was erased meanwhile: nothing is written. */
  record(key: MessageKey, index: number, state: MediaState): Promise<boolean>;
  /** Marks a message as erased, for good, whether or not fetching has begun. */
  erase(key: MessageKey, of: { count: number; at: string }): Promise<MessageMedia>;
  /** The pages of each message that has one, by message id. */
  of(keys: readonly MessageKey[]): Promise<ReadonlyMap<string, MessageMedia>>;
}

/** A place is no file: its address says all there is of it (RFC 5870). */
export const isPlace = ({ url }: { readonly url?: string | undefined }): boolean => /^geo:/i.test(url ?? '');

/** The bucket, as far as it holds media. */
export interface MediaObjects {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Makes an address that shows one object to whoever has it, for a few minutes. */
export type LinkTo = (key: string, type: string) => Promise<string>;

/** What came of a fetch: `refused`, no retry helps; `later`, another try may. `reason` is a stable code. */
export type Fetched =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array; readonly type: string }
  | { readonly kind: 'refused' | 'later'; readonly reason: string };

/** Fetches a file from an address that somebody sent us. Never throws. */
export type FetchFile = (request: {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}) => Promise<Fetched>;

/** An id is what its sender says it is; the bucket takes keys of up to 1,024 bytes. */
const LONGEST_PART = 400;

function part(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded.length <= LONGEST_PART ? encoded : `${encoded.slice(0, LONGEST_PART)}-${fnv64(text)}`;
}

/** Where an attachment of a message is kept. */
export const mediaKey = ({ account, id }: MessageKey, index: number): string =>
  `media/${part(account)}/${part(id)}/${index}`;

/** Every key under which a message's media may lie. */
export const mediaKeys = (key: MessageKey, count: number): string[] =>
  Array.from({ length: count }, (_, index) => mediaKey(key, index));
