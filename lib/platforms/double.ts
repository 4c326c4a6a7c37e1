import type { Credentials } from './api-call.ts';
import type { Said } from './customer.ts';
import type { WebhookDouble } from './webhook-double.ts';

/** How a platform is played where there is none: the local run, the replay, the benches, the tests. Never in a Lambda. */

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
  /** Earshot's key of the reply, where the platform carries it. */
  readonly replyKey?: string | undefined;
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

/** A delivery that holds no words, and what the platform gives out when it is asked for what the delivery names. */
export interface NamedOnly {
  readonly delivery: unknown;
  /** By which id the thing is asked for. */
  readonly id: string;
  readonly thing: unknown;
}

/** One platform's side of the double: a thing with a memory of its own. */
export type PlatformApi = (request: ApiRequest) => Judgement;

export interface PlatformDouble {
  /** The platform's id of the brand's account in local runs and tests. */
  readonly account: string;
  /** Names beside its own of the folder in which its recorded payloads lie. */
  readonly recordedAs?: readonly string[];
  /** Absent where the platform is only polled. */
  readonly webhook?: WebhookDouble;
  /** Credentials in the form the platform uses, the same for the same seed. */
  readonly credentials: (seed: string) => Credentials;
  /** By channel: a delivery, or a poll's page, in which a customer says one thing there. */
  readonly says: Readonly<Record<string, (said: Said) => unknown>>;
  /** By channel, where deliveries only name what was said: the same one thing, as the platform tells of it. */
  readonly names?: Readonly<Record<string, (said: Said) => NamedOnly>>;
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
