/** What customers and the brand said: immutable, with edits and deletions as entries of their own (amendments). */

/** Where the words can be read: `public` by anybody, `private` by the two parties. */
export type Visibility = 'public' | 'private';

/** `in`: the customer spoke. `out`: the brand did, through Earshot or in the platform's own app (an echo). */
export type Direction = 'in' | 'out';

/** What the platform tells about who wrote a message. Absent fields were not sent; nothing is guessed. */
export interface Author {
  /** The platform's own id, a string. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly handle?: string | undefined;
  readonly followers?: number | undefined;
  readonly verified?: boolean | undefined;
}

/** A file the message carries, by the platform's own address (which may expire) or by its name for it. */
export interface Attachment {
  /** The platform's word for its kind: image, video, audio, file, sticker ... */
  readonly type: string;
  readonly url?: string | undefined;
  /** What the platform is asked for where the message holds no address: a media id, a file id. */
  readonly id?: string | undefined;
}

/** One message as every platform's `normalise` hands it over. */
export interface Message {
  /** The brand's presence: `<platform>:<platform's account id>`. */
  readonly account: string;
  readonly platform: string;
  /** Platform and kind of talk: `x.mention`, `x.dm`, `messenger.dm`, `standard.public` ... */
  readonly channel: string;
  readonly visibility: Visibility;
  /** The platform's id of the message, unique within the account. */
  readonly id: string;
  /**
   * What finds the ticket, scoped by account and customer: any of these keys seen before leads to the same ticket, and
   * all of them do afterwards. A platform with a conversation id gives that one key; one with only parent ids gives the
   * message's own id and its parent's.
   */
  readonly threadKeys: readonly string[];
  /** The platform's id of the customer the talk is with, whoever wrote this message. */
  readonly customerId: string;
  readonly direction: Direction;
  readonly author: Author;
  /** Absent when there are no words (a sticker, a photo) or when they were erased. */
  readonly text?: string | undefined;
  /** Where the bucket holds the whole text, when it is too long for the table and `text` is only its beginning. */
  readonly textKey?: string | undefined;
  readonly attachments: readonly Attachment[];
  /** Stars of a review, 1 to 5. A recommendation, which knows only yes and no, has none. */
  readonly rating?: number | undefined;
  /** BCP 47 tag, when the platform names the language. */
  readonly language?: string | undefined;
  /** The message this one answers, by the platform's id. */
  readonly inReplyTo?: string | undefined;
  /** What the platform asks for in an answer to this message beside its id, by the platform's own words. */
  readonly answerWith?: Readonly<Record<string, string>> | undefined;
  /** Likes, replies, reposts and quotes together, when the message was received. */
  readonly engagement?: number | undefined;
  /** Platform time, ISO 8601 UTC with milliseconds. */
  readonly sentAt: string;
  /** When Earshot received it, ISO 8601 UTC with milliseconds. */
  readonly receivedAt: string;
  /** Nobody listened when it was said, and it was found afterwards: clocks start at `receivedAt`. */
  readonly missed?: true | undefined;
  /** The reply that produced an outgoing message, when it went through Earshot's outbox. */
  readonly replyId?: string | undefined;
  /** The ticket on which an echoed reply was queued, as the echo names it; the message's own when absent. */
  readonly replyTicketId?: string | undefined;
  /** Who wrote an outgoing message; a person when absent: who answers in the platform's own app is one. */
  readonly by?: 'person' | 'automation' | undefined;
  /** An automatic acknowledgement: it answers nothing. */
  readonly acknowledgement?: boolean | undefined;
}

/** An edit or a deletion of a message, an entry of its own; applied in order of (at, id). */
export interface Amendment {
  readonly account: string;
  readonly platform: string;
  readonly channel: string;
  /** The platform's id of the amended message. */
  readonly messageId: string;
  readonly customerId?: string | undefined;
  readonly threadKeys: readonly string[];
  /** Unique within the message, so that a replay is a no-op. */
  readonly id: string;
  readonly kind: 'edit' | 'deletion';
  /** The new words of an edit. */
  readonly text?: string | undefined;
  /** The new stars of an edited review; absent where they stayed as they were. */
  readonly rating?: number | undefined;
  /** Where the bucket holds them whole, when they are too long for the table. */
  readonly textKey?: string | undefined;
  readonly at: string;
}

/** Where a message stands in its thread: by platform time, then by id, so that any order of arrival sorts the same. */
export interface Position {
  readonly id: string;
  readonly sentAt: string;
}

/** Orders positions by (sentAt, id). */
export function comparePositions(a: Position, b: Position): number {
  if (a.sentAt !== b.sentAt) return a.sentAt < b.sentAt ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** The later of two positions; an absent one loses. */
export function later<P extends Position>(a: P | undefined, b: P | undefined): P | undefined {
  if (!a || !b) return a ?? b;
  return comparePositions(a, b) >= 0 ? a : b;
}

/**
 * The amendments of a message that change it: none where all of them only repeat it. A platform that lists things as they
 * stand can't tell new words from edited ones and gives both, the words and an edit to them.
 */
export function amending(message: Message, amendments: readonly Amendment[]): readonly Amendment[] {
  const repeats = ({ kind, text, textKey, rating }: Amendment) =>
    kind === 'edit' &&
    text === message.text &&
    !textKey &&
    !message.textKey &&
    (rating === undefined || rating === message.rating);
  return amendments.every(repeats) ? [] : amendments;
}

/** What a message says now: its text after all its amendments, or no text at all after a deletion. */
export function amended(
  message: Message,
  amendments: readonly Pick<Amendment, 'kind' | 'text' | 'textKey' | 'rating' | 'at' | 'id'>[],
): Message {
  if (amendments.some((amendment) => amendment.kind === 'deletion')) {
    return { ...message, text: undefined, textKey: undefined, attachments: [] };
  }
  const inOrder = [...amendments].sort((a, b) =>
    comparePositions({ sentAt: a.at, id: a.id }, { sentAt: b.at, id: b.id }),
  );
  const last = inOrder.at(-1);
  if (!last) return message;
  const rating = inOrder.findLast((amendment) => amendment.rating !== undefined)?.rating ?? message.rating;
  return { ...message, text: last.text, textKey: last.textKey, rating };
}
