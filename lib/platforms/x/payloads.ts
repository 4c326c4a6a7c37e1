import { type Changed, iso, type Payload, type Said, type Speaker } from '#platforms/customer.ts';

/** Payloads of X, written after its documentation: Account Activity (AAA) and X Activity (XAA). */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** AAA: a tweet that mentions the account, or answers it when `inReplyTo` is given. */
export function tweetMention(said: Said): Payload {
  const { account, customer, id, text, inReplyTo } = said;
  const long = text.length > 140;
  const tweet = {
    created_at: tweetTime(said.sentAtMs),
    // As X sends it: a number beyond 2^53, rounded by whoever parses it.
    id: Number(id),
    id_str: id,
    text: long ? `${text.slice(0, 139)}…` : text,
    truncated: long,
    extended_tweet: long ? { full_text: text } : undefined,
    in_reply_to_status_id_str: inReplyTo ?? null,
    in_reply_to_user_id_str: inReplyTo ? account : null,
    user: accountActivityUser(customer),
    is_quote_status: false,
    lang: said.language ?? 'und',
    timestamp_ms: String(said.sentAtMs),
  };
  return { for_user_id: account, user_has_blocked: false, tweet_create_events: [tweet] };
}

/** XAA: `post.mention.create`, or `post.reply.create` when `inReplyTo` is given, which comes without `includes`. */
export function postActivity(said: Said): Payload {
  const { account, customer, id, text, inReplyTo } = said;
  const payload = {
    id,
    author_id: customer.id,
    text: text.length > 280 ? `${text.slice(0, 279)}…` : text,
    note_tweet: text.length > 280 ? { text } : undefined,
    conversation_id: said.thread ?? inReplyTo ?? id,
    in_reply_to_tweet_id: inReplyTo,
    in_reply_to_user_id: inReplyTo && account,
    referenced_tweets: inReplyTo ? [{ type: 'replied_to', id: inReplyTo }] : undefined,
    edit_history_tweet_ids: [id],
    created_at: iso(said.sentAtMs),
    lang: said.language ?? 'und',
  };
  const includes = inReplyTo ? {} : { users: [apiUser(customer)] };
  return activityEvent(account, {
    type: inReplyTo ? 'post.reply.create' : 'post.mention.create',
    id,
    payload,
    includes,
  });
}

/** API v2: a search's answer with one post that speaks of the brand, not to it, for an app that may answer everybody. */
export function foundPost(said: Said): Payload {
  const { customer, id, text } = said;
  const post = {
    id,
    author_id: customer.id,
    text,
    conversation_id: said.thread ?? id,
    edit_history_tweet_ids: [id],
    created_at: iso(said.sentAtMs),
    lang: said.language ?? 'und',
  };
  const meta = { newest_id: id, oldest_id: id, result_count: 1 };
  return { data: [post], includes: { users: [apiUser(customer)] }, meta, tier: 'enterprise' };
}

/** AAA: a direct message to the account. */
export function directMessage(said: Said): Payload {
  const users = { [said.customer.id]: { ...accountActivityUser(said.customer), id: said.customer.id } };
  return { for_user_id: said.account, direct_message_events: [messageCreate(said)], users };
}

/** XAA: `dm.received`. */
export function directMessageActivity(said: Said): Payload {
  const users = { [said.customer.id]: { data: apiUser(said.customer) } };
  const payload = { direct_message_events: [messageCreate(said)], users };
  return activityEvent(said.account, { type: 'dm.received', id: said.id, payload });
}

/** AAA: a tweet was deleted. */
export function tweetDeletion({ account, customer, id, atMs }: Changed): Payload {
  const event = { status: { id, user_id: customer.id }, timestamp_ms: String(atMs) };
  return { for_user_id: account, tweet_delete_events: [event] };
}

function messageCreate({ account, customer, id, text, sentAtMs }: Said): Payload {
  const message_data = { text, entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] } };
  return {
    type: 'message_create',
    id,
    created_timestamp: String(sentAtMs),
    message_create: { target: { recipient_id: account }, sender_id: customer.id, message_data },
  };
}

interface ActivityEvent {
  readonly type: string;
  readonly id: string;
  readonly payload: Payload;
  readonly includes?: Payload;
}

function activityEvent(account: string, { type, id, payload, includes }: ActivityEvent): Payload {
  return { data: { event_uuid: id, filter: { user_id: account }, event_type: type, payload, includes } };
}

function accountActivityUser({ id, name, handle, followers }: Speaker): Payload {
  return { id: Number(id), id_str: id, name, screen_name: handle, followers_count: followers, verified: false };
}

function apiUser({ id, name, handle, followers }: Speaker): Payload {
  return { id, name, username: handle, verified: false, public_metrics: { followers_count: followers } };
}

/** `Wed Feb 05 08:39:31 +0000 2020`. */
function tweetTime(ms: number): string {
  const date = new Date(ms);
  const [day, clock] = [String(date.getUTCDate()).padStart(2, '0'), date.toISOString().slice(11, 19)];
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${clock} +0000 ${date.getUTCFullYear()}`;
}
