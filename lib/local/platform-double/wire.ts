import type { PlatformName } from '#platforms/registry.ts';

/** What passes between the parts of the platform double. */

/** A request as the double received it. Header names are lower case. */
export interface ApiRequest {
  readonly method: string;
  /** The path below the platform's base address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The platform's clock, epoch milliseconds. */
  readonly nowMs: number;
}

/** An answer to be written. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A reply the platform took: what customers would see. */
export interface SentReply {
  readonly platform: PlatformName;
  readonly visibility: 'public' | 'private';
  /** The platform's id of the message it made of the reply. */
  readonly messageId: string;
  readonly text: string;
  /** The customer written to, where the request names one. */
  readonly customerId?: string | undefined;
  /** The message answered, where the request names one. */
  readonly inReplyTo?: string | undefined;
  /** Earshot's id of the reply, where the platform carries it. */
  readonly replyId?: string | undefined;
  readonly atMs: number;
}

/** What a platform makes of a request: an answer, and the reply it took, if it took one. */
export interface Judgement {
  readonly answer: ApiAnswer;
  readonly sent?: SentReply | undefined;
}

/** One platform's side of the double. */
export type PlatformApi = (request: ApiRequest, messageId: string) => Judgement;

/** The body as JSON, or `undefined` when it is none. */
export function jsonOf({ body }: ApiRequest): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** True when the request carries one of the tokens as its bearer. */
export function authorised({ headers }: ApiRequest, tokens: readonly string[]): boolean {
  return tokens.some((token) => headers['authorization'] === `Bearer ${token}`);
}
