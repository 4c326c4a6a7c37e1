import type { Amendment, Message, Visibility } from '#domain/message.ts';
import type { ReplyLimits } from '#platforms/reply-limits.ts';

/**
 * The one interface behind which every network stands. A platform is pure: it knows how a network speaks and nothing of
 * queues, tables or HTTP clients. docs/adding-a-platform.md walks through it.
 */

/** A webhook request as it came. Header names are lower case; `body` holds the raw bytes. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The account named in the path, `/webhooks/{platform}/{account}`, where the platform's payload names none. */
  readonly pathAccount?: string | undefined;
  /** Epoch milliseconds at the receiver, for signatures that carry a time. */
  readonly nowMs: number;
}

/** The platform's part of the webhook secret. Two or more `secrets` are valid at once, so that they can be rotated. */
export interface WebhookSecrets {
  readonly secrets: readonly string[];
  /** Meta: the token echoed in the subscription handshake. */
  readonly verifyToken?: string | undefined;
}

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** The answer to a GET handshake: X's CRC, Meta's `hub.challenge`. */
export interface HandshakeAnswer {
  readonly status: 200 | 400 | 403;
  readonly contentType: string;
  readonly body: string;
}

/** One platform event cut out of a delivery: raw JSON, with what is needed to read it alone. */
export interface PlatformEvent {
  /** `<platform>:<id>`; `<platform>:unknown` when the payload names none. */
  readonly account: string;
  /** Identifies the event in its account, and so its trace: the platform's own id where there is one. */
  readonly id: string;
  /** The piece of the delivery that `normalise` reads. Kept whole. */
  readonly payload: unknown;
}

/** What an event means. Every event means something: what is not known is kept as `unknown`. */
export type Normalised =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'amendment'; readonly amendment: Amendment }
  /** Known and of no consequence for care: a receipt, a like, our own post. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Not known: stored as it came. `type` is the platform's word for it. */
  | { readonly kind: 'unknown'; readonly type: string };

/** What `renderReply` needs to know of the ticket and the reply. */
export interface ReplyTarget {
  readonly replyId: string;
  readonly account: string;
  readonly channel: string;
  readonly visibility: Visibility;
  readonly customerId: string;
  readonly text: string;
  /** The message answered, by the platform's id. */
  readonly inReplyTo: string;
  /** The customer's handle, where the platform needs it in the text. */
  readonly handle?: string | undefined;
}

/** What the platform's secret of one account holds for sending. */
export interface ReplyCredentials {
  readonly accessToken: string;
  /** Base address of the platform's API when it differs from the platform's own (a test double, a relay). */
  readonly baseUrl?: string | undefined;
}

/** An HTTP request to the platform's API, ready to be sent by the one adapter that has `fetch`. */
export interface RenderedReply {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the platform's answer to a reply means. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** The platform refused: no retry helps. `reason` is a stable code, with the platform's own code in `platformCode`. */
  | { readonly kind: 'failed'; readonly reason: string; readonly platformCode?: string | undefined }
  /** Not accepted and safe to send again, after `retryAfterSeconds` where the platform says so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterSeconds?: number | undefined }
  /** May or may not have been sent: on a platform without an idempotency key only a person or an echo can tell. */
  | { readonly kind: 'doubtful'; readonly reason: string; readonly platformCode?: string | undefined };

/** The HTTP answer to a rendered reply. */
export interface SendResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Platform {
  /** The platform's name in paths, accounts and channels. */
  readonly name: string;
  /** Set where the payload names no account, so that the path must. */
  readonly needsPathAccount?: true;
  /** Checks the signature on the raw bytes, against every valid secret. Never throws. */
  readonly verify: (request: WebhookRequest, secrets: WebhookSecrets) => Verdict;
  /** Answers a GET handshake; absent where the platform has none. */
  readonly handshake?: (request: WebhookRequest, secrets: WebhookSecrets) => HandshakeAnswer;
  /**
   * Cuts a verified, parsed body into events. Never throws: a body of unknown shape is one event.
   * `deliveryId` is a hash of the raw bytes, for pieces that carry no id of their own.
   */
  readonly split: (body: unknown, delivery: Delivery) => readonly PlatformEvent[];
  /**
   * Says what an event means.
   * @throws {PermanentError} when a known event lacks what is needed to store it.
   */
  readonly normalise: (event: PlatformEvent, receivedAt: string) => Normalised;
  readonly replyLimits: (channel: string) => ReplyLimits;
  /** True when the platform honours an idempotency key, so that a doubtful send may be repeated. */
  readonly idempotentSend: boolean;
  readonly renderReply: (target: ReplyTarget, credentials: ReplyCredentials, nowMs: number) => RenderedReply;
  readonly readSendResponse: (response: SendResponse, target: ReplyTarget) => SendOutcome;
}

/** What `split` knows of the delivery beside its body. */
export interface Delivery {
  readonly id: string;
  readonly pathAccount?: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
}
