import { PermanentError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import { type Activity, linkedInPiece, type Notification } from './schema.ts';
import { canonicalUrn, commentParts, organizationUrn } from './urns.ts';

/** One notification with what is known around it. */
interface Item {
  readonly account: string;
  readonly fields: Notification;
  /** What was written, as far as the notification tells. */
  readonly activity: Activity | undefined;
  readonly sentAt: string;
  readonly receivedAt: string;
}

const CHANNELS = { comment: 'linkedin.comment', share: 'linkedin.mention' } as const;

type Kind = keyof typeof CHANNELS;

/** What each action says; an edit and a deletion are of comments only. */
const READERS: Readonly<Record<string, (item: Item) => Normalised>> = {
  COMMENT: (item) => said(item, 'comment'),
  SHARE_MENTION: (item) => said(item, 'share'),
  // Passed on without a word of one's own it says nothing; with words it is talk about the brand.
  SHARE: (item) => (item.activity && !textOf(item) ? { kind: 'ignored', reason: 'repost' } : said(item, 'share')),
  ADMIN_COMMENT: () => ({ kind: 'ignored', reason: 'own_post' }),
  COMMENT_EDIT: (item) => edited(item),
  COMMENT_DELETE: (item) => ({
    kind: 'amendment',
    amendment: { ...amendment(item), id: 'deletion', kind: 'deletion' },
  }),
  LIKE: () => ({ kind: 'ignored', reason: 'reaction' }),
};

/**
 * Reads one notification.
 * @throws {PermanentError} `message_without_id`
 */
export function normaliseLinkedIn(event: PlatformEvent, receivedAt: string): Normalised {
  const fields = linkedInPiece.safeParse(event.payload).data?.notifications[0];
  const action = fields?.action?.toUpperCase();
  const read = action !== undefined && Object.hasOwn(READERS, action) ? READERS[action] : undefined;
  if (!fields || !read) return { kind: 'unknown', type: fields?.action || typeOf(event.payload) };
  const decorated = fields.decoratedGeneratedActivity;
  const activity = decorated?.comment ?? decorated?.share ?? decorated?.ugcPost ?? flat(decorated);
  const sentAt = isoFromEpoch(fields.lastModifiedAt) ?? receivedAt;
  return read({ account: event.account, fields, activity, sentAt, receivedAt });
}

/** A relay may leave out the name of what the decoration is of. */
const flat = (decorated: Activity | undefined): Activity | undefined =>
  (decorated?.owner ?? decorated?.actor) ? decorated : undefined;

function typeOf(payload: unknown): string {
  return asId(asObject(payload)?.['type']) ?? 'body';
}

const textOf = ({ activity }: Item): string | undefined => activity?.text || activity?.message || undefined;

function said(item: Item, kind: Kind): Normalised {
  const authorId = authorOf(item);
  if (!authorId) return named(item, kind);
  if (isOwn(item, authorId)) return { kind: 'ignored', reason: 'own_post' };
  return { kind: 'message', message: message(item, kind, authorId) };
}

/**
 * Without its decoration, or with one that tells no author, a notification only names what was written: without an author
 * there is no telling the customer from the brand.
 */
function named(item: Item, kind: Kind): Normalised {
  const id = canonicalUrn(item.fields.generatedActivity ?? '');
  const asked = kind === 'share' ? id !== '' : commentParts(id) !== undefined;
  // What was asked for tells its author.
  if (authorOf(item) || !asked) return { kind: 'unknown', type: item.fields.action ?? kind };
  return { kind: 'reference', reference: { type: kind === 'share' ? 'post' : 'comment', id } };
}

const authorOf = ({ activity }: Item): string | undefined => activity?.owner ?? activity?.actor;

const isOwn = ({ account }: Item, authorId: string): boolean => authorId === organizationUrn(accountId(account));

/** LinkedIn tells a member's URN and no name. */
function message(item: Item, kind: Kind, authorId: string): Message {
  const { account, activity, sentAt, receivedAt } = item;
  return {
    account,
    platform: 'linkedin',
    channel: CHANNELS[kind],
    visibility: 'public',
    id: idOf(item),
    threadKeys: threadKeys(item),
    customerId: authorId,
    direction: 'in',
    author: { id: authorId },
    text: textOf(item),
    attachments: [],
    inReplyTo: activity?.parentComment && canonicalUrn(activity.parentComment),
    sentAt,
    receivedAt,
  };
}

/** @throws {PermanentError} `message_without_id` */
function idOf({ fields, activity }: Item): string {
  // What a deletion names it by, too: it has no decoration.
  const id = fields.generatedActivity ?? activity?.entity;
  if (!id) throw new PermanentError('message_without_id');
  return canonicalUrn(id);
}

/** What a customer writes under one post belongs together: a notification does not say which comment is answered. */
function threadKeys(item: Item): readonly string[] {
  const { fields, activity } = item;
  const id = idOf(item);
  const comment = commentParts(id);
  const post = comment && fields.sourcePost;
  const keys = [post, comment?.post, id, activity?.parentComment];
  return [...new Set(keys.filter((key) => key !== undefined).map(canonicalUrn))];
}

function edited(item: Item): Normalised {
  const text = textOf(item);
  if (!text) return named(item, 'comment');
  // Padded, so that edits sort by their time.
  const id = `edit:${String(item.fields.lastModifiedAt ?? 0).padStart(15, '0')}`;
  return { kind: 'amendment', amendment: { ...amendment(item), id, kind: 'edit', text } };
}

function amendment(item: Item) {
  const { account, sentAt } = item;
  const authorId = authorOf(item);
  return {
    account,
    platform: 'linkedin',
    channel: CHANNELS.comment,
    messageId: idOf(item),
    // Whom the brand's own comment was for is not told.
    customerId: authorId !== undefined && isOwn(item, authorId) ? undefined : authorId,
    threadKeys: threadKeys(item),
    at: sentAt,
  };
}
