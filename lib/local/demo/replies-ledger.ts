import { type Reply, replyKeyOf } from '#domain/reply.ts';

/** The ledger of the replies: what the API took was sent once, or failed with a reason, or is left to a person. */
export interface ReplyBalance {
  readonly sent: number;
  readonly failed: number;
  readonly doubtful: number;
  /** Taken by the API, and in no end state. */
  readonly unfinished: readonly string[];
  /** Sent by our account, but unknown to the platform; or in the platform twice. */
  readonly misplaced: readonly string[];
  /** The platform took more than we know of. */
  readonly surplus: number;
  /** Words that the platforms took more than once: a reply went out twice. */
  readonly repeated: readonly string[];
  /** Called failed, though the platforms took their words. */
  readonly failedButDelivered: readonly string[];
  readonly balanced: boolean;
}

/** By the platform's id; where its answer gave none, the id is ours, and the words are looked for. */
function isDelivered(
  reply: Reply,
  { known, texts }: { readonly known: ReadonlySet<string>; readonly texts: readonly string[] },
): boolean {
  const { messageId = '', text = '' } = reply;
  return known.has(messageId) || (messageId === `reply:${replyKeyOf(reply)}` && texts.includes(text));
}

/**
 * @param taken keys of replies (`replyKeyOf`) that the API took
 * @param replies as the table has them
 * @param delivered what the platforms took; every reply has words of its own
 */
export function balanceReplies(
  taken: readonly string[],
  replies: readonly Reply[],
  delivered: readonly { readonly messageId: string; readonly text: string }[],
): ReplyBalance {
  const byKey = new Map(replies.map((reply) => [replyKeyOf(reply), reply]));
  const of = (state: Reply['state']) => replies.filter((reply) => reply.state === state);
  const isOver = (reply: Reply | undefined) =>
    reply?.state === 'sent' || reply?.state === 'failed' || reply?.state === 'doubtful';
  const unfinished = taken.filter((key) => !isOver(byKey.get(key)));
  const known = new Set(delivered.map(({ messageId }) => messageId));
  const texts = delivered.map(({ text }) => text);
  const repeated = texts.filter((text, index) => texts.indexOf(text) !== index);
  const misplaced = of('sent').flatMap((reply) => (isDelivered(reply, { known, texts }) ? [] : [replyKeyOf(reply)]));
  const failedButDelivered = of('failed').flatMap((reply) =>
    reply.text !== undefined && texts.includes(reply.text) ? [replyKeyOf(reply)] : [],
  );
  const surplus = Math.max(0, delivered.length - of('sent').length - of('doubtful').length);
  const isUnique = known.size === delivered.length;
  const faults = [unfinished, misplaced, repeated, failedButDelivered];
  return {
    sent: of('sent').length,
    failed: of('failed').length,
    doubtful: of('doubtful').length,
    unfinished,
    misplaced,
    surplus,
    repeated,
    failedButDelivered,
    balanced: isUnique && surplus === 0 && faults.every(({ length }) => length === 0),
  };
}
