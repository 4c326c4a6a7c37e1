import type { NamedPace, PaceLimit } from '#domain/pacing.ts';
import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';
import type { Backfill } from './backfill.ts';
import type { Check } from './check.ts';
import type { Delivery, Normalised, PlatformEvent } from './event.ts';
import type { Media } from './media.ts';
import type { ReplyKind, ReplyTarget, SendOutcome } from './outgoing.ts';
import type { Fetch, Poll } from './poll.ts';
import type { ReplyRules } from './reply-rules.ts';
import type { Setup } from './setup.ts';
import type { TokenSource } from './token.ts';
import type { Webhook } from './webhook.ts';

/**
 * The one interface behind which every network stands. A platform is pure: it knows how a network speaks and nothing of
 * queues, tables or HTTP clients. docs/adding-a-platform.md walks through it.
 */
export interface Platform {
  /** The platform's name in paths, accounts and channels. */
  readonly name: string;
  /** Its name for people: `Google Business Profile`. */
  readonly title: string;
  /** What connecting an account takes. */
  readonly setup?: Setup;
  /** How it delivers; absent where it is polled. A platform may do both. */
  readonly webhook?: Webhook;
  /** How it is asked; absent where it delivers. */
  readonly poll?: Poll;
  /** How it is asked for what it could not deliver; absent where it has no such call. */
  readonly backfill?: Backfill;
  /** How a thing that an event only named is fetched; absent where every event holds its words. */
  readonly fetch?: Fetch;
  /** How a file that a message only named is got; absent where every attachment has its address. */
  readonly media?: Media;
  /** How access tokens are got; absent where one that does not run out is given. */
  readonly token?: TokenSource;
  /** How it is asked whether an account is well connected; absent where it has no such call. */
  readonly check?: Check;
  /**
   * Cuts a verified, parsed body, or a poll's page, into events. Never throws: a body of unknown shape is one event.
   * `delivery.id` is a hash of the raw bytes, for pieces that carry no id of their own.
   */
  readonly split: (body: unknown, delivery: Delivery) => readonly PlatformEvent[];
  /**
   * Says what an event means.
   * @throws {PermanentError} when a known event lacks what is needed to store it.
   */
  readonly normalise: (event: PlatformEvent, receivedAt: string) => Normalised;
  /** What can be said where, and how much of it. */
  readonly replies: ReplyRules;
  /** How fast one account may write; absent where only the platform's answers say so. */
  readonly pace?: PaceLimit;
  /** What is written at a pace of its own instead, by the kind of the reply; kinds of one name share it. */
  readonly paces?: Readonly<Partial<Record<ReplyKind, NamedPace>>>;
  /** True when the platform honours an idempotency key, so that a doubtful send may be repeated. */
  readonly idempotentSend: boolean;
  /** @throws {PermanentError} when the rules of the channel forbid it: a reply is never rendered as another one. */
  readonly renderReply: (target: ReplyTarget, credentials: Credentials, nowMs: number) => ApiCall;
  readonly readSendResponse: (response: ApiResponse, target: ReplyTarget) => SendOutcome;
}
