import type { Amendment, Attachment, Message, Visibility } from '#domain/message.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { textOfHtml } from '#platforms/html-text.ts';
import { isoFromText } from '#platforms/time.ts';
import { notification, type Status, status as statusSchema } from './schema.ts';

/** What a notification means. */

/** Types of no consequence for care (Mastodon docs, "Notification entity"). */
const IGNORED: Readonly<Record<string, string>> = {
  favourite: 'like',
  reblog: 'repost',
  follow: 'follow',
  follow_request: 'follow',
  poll: 'poll_ended',
  status: 'subscribed_post',
  quoted_update: 'quoted_post_changed',
  severed_relationships: 'moderation',
  moderation_warning: 'moderation',
  'admin.sign_up': 'moderation',
  'admin.report': 'moderation',
};

const SPOKEN = new Set<string | undefined>(['mention', 'quote', undefined]);

/** What others than the two can read; a status that does not say is taken for one that they can't. */
function visibilityOf({ visibility }: Status): Visibility {
  return visibility === 'public' || visibility === 'unlisted' ? 'public' : 'private';
}

/** The words under their content warning, which the author wrote too. */
function textOf({ content, text, spoiler_text: warning }: Status): string | undefined {
  const words = content === undefined ? text : textOfHtml(content);
  return [warning, words].filter((part) => part).join('\n\n') || undefined;
}

function attachmentsOf({ media_attachments: media = [] }: Status): Attachment[] {
  return media.map(({ id, type = 'file', url, remote_url: remote }) => ({
    type,
    ...((url ?? remote) && { url: url ?? remote }),
    ...(id && { id }),
  }));
}

function engagementOf(status: Status): number | undefined {
  const { replies_count, reblogs_count, favourites_count, quotes_count } = status;
  const counts = [replies_count, reblogs_count, favourites_count, quotes_count].filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

type Author = NonNullable<Status['account']>;

function authorOf({ id, acct, username, display_name: name, followers_count: followers }: Author) {
  return { id, name: name ?? undefined, handle: acct ?? username, followers };
}

interface Words {
  readonly status: Status;
  readonly author: Author;
  readonly at: string;
  readonly account: string;
}

const placeOf = ({ status, author, account }: Words) => ({
  account,
  platform: 'mastodon',
  channel: visibilityOf(status) === 'public' ? 'mastodon.mention' : 'mastodon.direct',
  threadKeys: [status.id, ...(status.in_reply_to_id ? [status.in_reply_to_id] : [])],
  customerId: author.id,
});

function messageOf(words: Words, receivedAt: string): Message {
  const { status, author, at } = words;
  const { acct } = author;
  return {
    ...placeOf(words),
    visibility: visibilityOf(status),
    id: status.id,
    direction: 'in',
    author: authorOf(author),
    text: textOf(status),
    attachments: attachmentsOf(status),
    language: status.language,
    inReplyTo: status.in_reply_to_id,
    answerWith: { ...(status.visibility && { visibility: status.visibility }), ...(acct && { acct }) },
    engagement: engagementOf(status),
    sentAt: at,
    receivedAt,
  };
}

function editOf(words: Words): Amendment {
  const { status, at } = words;
  return { ...placeOf(words), messageId: status.id, id: `edit ${at}`, kind: 'edit', text: textOf(status), at };
}

/** A status that stands alone, as timelines have it, is read like the one in a notification. */
function statusIn(payload: unknown) {
  const { type, account, status, last_status: last } = notification.safeParse(payload).data ?? {};
  const words = status ?? last ?? (type ? undefined : statusSchema.safeParse(payload).data);
  return { type, status: words, author: words?.account ?? (type ? account : undefined) };
}

/** Reads one notification, or one status. */
export function normaliseMastodon({ account, payload }: PlatformEvent, receivedAt: string): Normalised {
  const { type, status, author } = statusIn(payload);
  const reason = type === undefined ? undefined : IGNORED[type];
  if (reason) return { kind: 'ignored', reason };
  const isEdit = type === 'update';
  const at = isoFromText((isEdit ? status?.edited_at : undefined) ?? status?.created_at) ?? receivedAt;
  if (!(SPOKEN.has(type) || isEdit) || !status || !author) return { kind: 'unknown', type: type ?? 'status' };
  if (status.reblog) return { kind: 'ignored', reason: 'repost' };
  if (author.id === accountId(account)) return { kind: 'ignored', reason: 'own_post' };
  const words = { status, author, at, account };
  if (textOf(status) === undefined && attachmentsOf(status).length === 0) return { kind: 'unknown', type: 'status' };
  if (isEdit) return { kind: 'amendment', amendment: editOf(words) };
  return { kind: 'message', message: messageOf(words, receivedAt) };
}
