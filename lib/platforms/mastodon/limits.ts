import { codePoints, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/** An address counts 23 characters however long it is; of `@somebody@elsewhere` only the first part counts. */
const URL_LENGTH = 23;
const ADDRESS = /https?:\/\/[^\s<>"]+/g;
const REMOTE_HANDLE = /(?<=^|[^\w/])(?<local>@\w[\w.-]*)@[\w.-]+\w/g;

/** Mastodon counts what its composer shows: code points, after the two rules above. */
export function statusLength(text: string): number {
  const counted = text.replace(ADDRESS, '-'.repeat(URL_LENGTH)).replace(REMOTE_HANDLE, '$<local>');
  return codePoints(counted);
}

/** Mastodon docs, "Instance entity": `statuses.max_characters` is 500 unless an instance says otherwise. */
export const LONGEST_STATUS = 500;

/** Room for `@handle` and a space in front: a status reaches whom it mentions, and names have thirty characters. */
const HANDLE_ROOM = 32;

const limits = {
  maxLength: LONGEST_STATUS - HANDLE_ROOM,
  unit: 'characters',
  measure: statusLength,
  splits: true,
} as const;

const inPrivate = (kind: ReplyRule['kind']): ReplyRule => ({ kind, visibility: 'private', ...limits });

/** What is said in public is answered there, or with a direct message; what is not, is never answered in public. */
export const mastodonReplies: ReplyRules = {
  'mastodon.mention': [{ kind: 'public_reply', visibility: 'public', ...limits }, inPrivate('private_reply')],
  'mastodon.direct': [inPrivate('private_message')],
};
