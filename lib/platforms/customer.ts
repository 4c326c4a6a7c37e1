/** What the builders of payloads are told: one customer, saying one thing. */

/** Who speaks. Fields that are absent stay absent in the payload, where the platform allows it. */
export interface Speaker {
  /** The platform's id. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly handle?: string | undefined;
  readonly followers?: number | undefined;
}

/** One message, in the words all platforms share. */
export interface Said {
  /** The platform's id of the brand's account, without the platform's name. */
  readonly account: string;
  readonly customer: Speaker;
  /** The platform's id of the message. */
  readonly id: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly sentAtMs: number;
  readonly inReplyTo?: string | undefined;
  /** X Activity: the conversation; generic inlet: the thread. */
  readonly thread?: string | undefined;
  readonly language?: string | undefined;
}

/** A change of a message that was said before. */
export type Changed = Pick<Said, 'account' | 'customer' | 'id' | 'thread'> & {
  /** Epoch milliseconds. */
  readonly atMs: number;
};

/** The new words of a message, and which edit of it this is, from 1. */
export type Edited = Changed & { readonly text: string; readonly number: number };

/** A payload before it is written to the wire. */
export type Payload = Readonly<Record<string, unknown>>;

/** Epoch milliseconds as ISO 8601 UTC. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
