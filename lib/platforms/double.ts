import type { Credentials } from './api-call.ts';
import type { Said } from './customer.ts';

/** How a platform is played where there is none: the local run, the replay, the benches, the tests. Never in a Lambda. */

/** A delivery to be signed. */
export interface Unsigned {
  /** The platform's id of the account, for platforms whose path or headers name it. */
  readonly account: string;
  readonly body: Uint8Array;
  /** The secrets in force. The first one signs, unless the platform signs with all of them. */
  readonly secrets: readonly string[];
  /** The sender's clock, epoch milliseconds. */
  readonly nowMs: number;
  /** The platform's id of the delivery where it gives one; made of the body when absent, so that a repeat is the same. */
  readonly deliveryId?: string | undefined;
}

/** What shows who sent a delivery. */
export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

/** Where the proof of a delivery stands. */
export interface Proof {
  readonly in: 'header' | 'query';
  readonly name: string;
  /** What stands before it: `sha256=`. */
  readonly prefix: string;
  /** How its bytes are written; `text` is compared as it is, a `jwt` is a token of its own. */
  readonly encoding: 'hex' | 'base64' | 'text' | 'jwt';
  /** Whether it vouches for the body too: a token in a header does not. */
  readonly coversBody: boolean;
}

/** How a platform's webhooks are made. */
export interface WebhookDouble {
  /** A secret in the form that the platform uses, the same for the same seed. */
  readonly secret: (seed: string) => string;
  /** @throws {Error} when there is no secret to sign with. */
  readonly sign: (delivery: Unsigned) => Signed;
  readonly proof: Proof;
  /** The public keys that vouch for what `sign` signs, as `WebhookSecrets.keys`; absent where the secret is shared. */
  readonly keys?: unknown;
  /** `WebhookSecrets.verifyToken`, where the platform has one that is not free to choose. */
  readonly verifyToken?: string;
  /** JSON as the platform writes it to the wire. @default as it is */
  readonly wire?: (json: string) => string;
}

/** A request as the double received it. Header names are lower case. */
export interface ApiRequest {
  readonly method: string;
  /** The path below the platform's base address, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The platform's clock, epoch milliseconds. */
  readonly nowMs: number;
  /** An id for the message that a reply becomes: digits, never given twice. */
  readonly messageId: string;
}

/** An answer to be written. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What the platform took: what customers would see, or no longer see. */
export interface SentReply {
  readonly platform: string;
  readonly visibility: 'public' | 'private';
  /** The platform's id of the message it made of the reply; of the hidden one, where something was hidden. */
  readonly messageId: string;
  readonly text: string;
  readonly hidden?: true | undefined;
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

/** What the platform knows when it judges. */
export interface ApiRoom {
  /** What it accepts as a proof of identity: the access tokens of `credentials`, or what they are made of. */
  readonly tokens: readonly string[];
  /** Epoch milliseconds of a customer's last message, or `undefined` when the double was not told. */
  readonly lastHeard: (customerId: string) => number | undefined;
  /** Takes the next page that a poll is to be answered with; `undefined` when there is nothing new. */
  readonly nextPage: () => unknown;
  /** A thing that may be fetched by its id; `undefined` when there is none. */
  readonly thing: (id: string) => unknown;
}

/** One platform's side of the double: a thing with a memory of its own. */
export type PlatformApi = (request: ApiRequest) => Judgement;

export interface PlatformDouble {
  /** The platform's id of the brand's account in local runs and tests. */
  readonly account: string;
  /** Absent where the platform is only polled. */
  readonly webhook?: WebhookDouble;
  /** Credentials in the form the platform uses, the same for the same seed. */
  readonly credentials: (seed: string) => Credentials;
  /** By channel: a delivery, or a poll's page, in which a customer says one thing there. */
  readonly says: Readonly<Record<string, (said: Said) => unknown>>;
  /** Set where no id of an author is told, so that a customer is known by the message: reviews in a store. */
  readonly knowsNoAuthors?: true;
  /** Ids in the platform's form out of a number, where it takes no others; a message's may depend on the channel. @default digits */
  readonly idOf?: (of: 'message' | 'customer', number: number, channel?: string) => string;
  /** Judges what we send as the platform would: token, length, window, errors in its own shape. */
  readonly api: (room: ApiRoom) => PlatformApi;
}

/** A plain answer, nothing taken. */
export const given = (body: unknown): Judgement => ({ answer: { status: 200, body } });

/** The body as JSON, or `undefined` when it is none. */
export function jsonOf({ body }: Pick<ApiRequest, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** True when the request carries one of the tokens as its bearer. */
export function authorised({ headers }: Pick<ApiRequest, 'headers'>, tokens: readonly string[]): boolean {
  return tokens.some((token) => headers['authorization'] === `Bearer ${token}`);
}

/** The secret that signs. @throws {Error} */
export function first(secrets: readonly string[]): string {
  const [secret] = secrets;
  if (!secret) throw new Error('A delivery needs a secret to be signed with.');
  return secret;
}
