import type { Attachment, Author } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { FeedValue } from './schema.ts';

/** A change of a page, read alike whatever it is about: who did it, to what, and what it says. */
export interface Happening {
  readonly account: string;
  readonly field: string;
  readonly item: string;
  readonly verb: string;
  readonly value: FeedValue;
  /** When Meta sent it. */
  readonly sentAt: string | undefined;
  readonly receivedAt: string;
  /** Names the event in its account. */
  readonly eventId: string;
}

/** Meta leaves the author out where the app may not know them: each such word has a customer of its own. */
const ANONYMOUS = 'anonymous:';

/** Who wrote it, by whichever of the fields of Meta's versions. */
export function authorOf({ from, sender_id, sender_name, reviewer_id, reviewer_name }: FeedValue): Author | undefined {
  const id = from?.id ?? sender_id ?? reviewer_id;
  return id === undefined ? undefined : { id, name: from?.name ?? sender_name ?? reviewer_name };
}

/** The author, or a stranger who is known by this one word. */
export const authorOrStranger = (value: FeedValue, messageId: string): Author =>
  authorOf(value) ?? { id: `${ANONYMOUS}${messageId}` };

/** True for what the page itself wrote. */
export const isByPage = ({ account, value }: Happening): boolean => authorOf(value)?.id === accountId(account);

/** Photos, a video, a link: what there is beside the words. */
export function attachmentsOf({ item }: Happening, value: FeedValue): readonly Attachment[] {
  const { photo, photos = [], video, link, attachment } = value;
  const files = [
    ...[photo, ...photos].flatMap((url) => (url === undefined ? [] : [{ type: 'photo', url }])),
    ...(video === undefined ? [] : [{ type: 'video', url: video }]),
  ];
  if (files.length === 0 && link === undefined && attachment) {
    return [{ type: attachment.type ?? 'unknown', url: attachment.media?.image?.src ?? attachment.url }];
  }
  if (link === undefined) return files;
  return [...files, { type: item === 'photo' || item === 'video' ? item : 'link', url: link }];
}

/** The number of a post in its page: `{page}_{post}`; the story of a review, whose page is its writer. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf('_') + 1);

/** The keys that are there, each once. */
export function keysOf(...keys: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(keys.filter((key) => key !== undefined))];
}
