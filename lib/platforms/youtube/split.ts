import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asObject } from '#platforms/fields.ts';
import { authorIdOf } from './author.ts';
import { comment as commentFields, type Piece, thread as threadFields } from './schema.ts';

/**
 * YouTube answers with a list of threads, each with its first comment and some of the answers to it, or with a list of
 * comments. Each comment becomes a piece, with what only its thread knows; an edited one becomes two, its words and the
 * edit, since nobody knows which of them was seen before.
 */

type Json = Readonly<Record<string, unknown>>;

/** What is known of a list beside its items. */
interface Around {
  readonly delivery: Delivery;
  readonly plain: boolean;
  /** The thread whose answers are listed. */
  readonly thread: Piece['thread'];
}

/** Cuts a page; a body that is no list is one thread or comment, or one event, whole. */
export function splitYoutube(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const root = asObject(body);
  if (!root) return [whole(body, delivery)];
  const around = { delivery, plain: root['plain'] === true, thread: asObject(root['thread']) as Piece['thread'] };
  const listed: unknown = root['items'];
  const items: readonly unknown[] = Array.isArray(listed) && listed.length > 0 ? listed : [root];
  return items.flatMap((item) => splitItem(item, around));
}

function splitItem(value: unknown, around: Around): readonly PlatformEvent[] {
  const item = asObject(value);
  const snippet = asObject(item?.['snippet']);
  if (!item || !snippet) return [whole(value, around.delivery)];
  const first = asObject(snippet['topLevelComment']);
  return first ? splitThread(item, first, around) : piecesOf(item, around);
}

function splitThread(item: Json, first: Json, around: Around): readonly PlatformEvent[] {
  const fields = threadFields.safeParse(item).data;
  const thread = {
    id: fields?.id,
    authorId: fields?.snippet?.topLevelComment && authorIdOf(fields.snippet.topLevelComment),
    canReply: fields?.snippet?.canReply,
    replies: fields?.snippet?.totalReplyCount,
  };
  const answers = asObject(item['replies'])?.['comments'];
  const all: readonly unknown[] = Array.isArray(answers) ? [first, ...(answers as readonly unknown[])] : [first];
  return all.flatMap((comment) => piecesOf(comment, { ...around, thread }));
}

function piecesOf(value: unknown, { delivery, plain, thread }: Around): readonly PlatformEvent[] {
  const { id, snippet } = commentFields.safeParse(value).data ?? {};
  if (!id) return [whole(value, delivery)];
  const account = accountOf('youtube', delivery.pathAccount);
  const payload = { comment: value, plain, thread };
  const said = {
    account,
    id: eventId({ kind: 'comment', ownId: id, content: payload, deliveryId: delivery.id }),
    payload,
  };
  const { publishedAt, updatedAt } = snippet ?? {};
  if (!updatedAt || !publishedAt || Date.parse(updatedAt) === Date.parse(publishedAt)) return [said];
  const ownId = `${id}:${updatedAt}`;
  const edited = { ...payload, edit: true };
  return [
    said,
    { account, id: eventId({ kind: 'edit', ownId, content: edited, deliveryId: delivery.id }), payload: edited },
  ];
}

function whole(payload: unknown, delivery: Delivery): PlatformEvent {
  const id = eventId({ kind: 'body', ownId: undefined, content: payload, deliveryId: delivery.id });
  return { account: accountOf('youtube', delivery.pathAccount), id, payload };
}
