import type { Amendment, Message } from '#domain/message.ts';

/** What comes in: the events of a delivery or of a poll's answer, and what they mean. */

/** One platform event cut out of a delivery: raw JSON, with what is needed to read it alone. */
export interface PlatformEvent {
  /** `<platform>:<id>`; `<platform>:unknown` when the payload names none. */
  readonly account: string;
  /** Identifies the event in its account, and so its trace: the platform's own id where there is one. */
  readonly id: string;
  /** The piece of the delivery that `normalise` reads. Kept whole. */
  readonly payload: unknown;
}

/** What `split` knows of the delivery beside its body. */
export interface Delivery {
  readonly id: string;
  /** The account named in the path, or the account that was polled. */
  readonly pathAccount?: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What an event means. Every event means something: what is not known is kept as `unknown`. */
export type Normalised =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'amendment'; readonly amendment: Amendment }
  /** Known and of no consequence for care: a receipt, a like, our own post. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Known, and only a name: the words must be fetched (`Fetch` in poll.ts). */
  | { readonly kind: 'reference'; readonly reference: Reference }
  /** Not known: stored as it came. `type` is the platform's word for it. */
  | { readonly kind: 'unknown'; readonly type: string };

/** A thing that an event names and does not hold. */
export interface Reference {
  /** The platform's word for what it is: `review`, `mentioned_comment` ... */
  readonly type: string;
  /** The platform's id of it. */
  readonly id: string;
  /** What else the platform asks for to give it out, such as the id of a post. */
  readonly with?: Readonly<Record<string, string>> | undefined;
}
