import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';
import type { PlatformEvent, Reference } from './event.ts';

/** How a platform is asked for what is new, where it does not deliver; and how a thing it only named is fetched. */

/** Where a poll stands: the platform's own words, kept between polls. */
export type Cursor = Readonly<Record<string, string>>;

/** One request of a poll. */
export interface PollTurn {
  /** `<platform>:<id>` */
  readonly account: string;
  readonly credentials: Credentials;
  /** Where the last page ended; absent the first time. */
  readonly cursor?: Cursor | undefined;
  readonly nowMs: number;
}

/** What an answer means. */
export type PollAnswer =
  | {
      readonly kind: 'page';
      /** What `split` cuts into events, with the account as `pathAccount`; absent when there is nothing new. */
      readonly body?: unknown;
      readonly cursor: Cursor;
      /** True when there is more to fetch at once, from the new cursor. */
      readonly more: boolean;
    }
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly retryAfterSeconds?: number | undefined;
      /** JSON of a shape that nobody knows: kept whole, as `split` cuts it. */
      readonly unread?: unknown;
    }
  | { readonly kind: 'stale_token'; readonly platformCode?: string | undefined }
  /** Somebody must see to the account: a right was withdrawn, the app is blocked. */
  | { readonly kind: 'failed'; readonly reason: string; readonly platformCode?: string | undefined };

/** Polling. Whatever is read twice is the same event twice: `split` names events by the platform's ids. */
export interface Poll {
  /** What must be set in `Credentials.more` for an account to be polled: X's `search`. @default every account is */
  readonly onlyWith?: string;
  /** Seconds from one poll of an account to the next. */
  readonly everySeconds: number;
  /** Requests that an account may cost, polls and pages together; the platform's own limit with room for replies. */
  readonly budget: { readonly requests: number; readonly perSeconds: number };
  /** How far back the first poll reads, and how far one after an outage: what is older is left. */
  readonly oldestHours: number;
  readonly request: (turn: PollTurn) => ApiCall;
  /** Never throws. The cursor it returns has seen everything on the page. */
  readonly read: (response: ApiResponse, turn: PollTurn) => PollAnswer;
}

/** Whether an account says what it is to be asked for. @param more `Credentials.more` */
export function isSet({ onlyWith }: Poll, more: Credentials['more']): boolean {
  return onlyWith === undefined || Boolean(more?.[onlyWith]);
}

/** Fetching what an event only named. */
export interface Fetch {
  readonly request: (reference: Reference, turn: Omit<PollTurn, 'cursor'>) => ApiCall;
  /** The fetched thing as an event that `normalise` reads; `gone` when it was deleted meanwhile. Never throws. */
  readonly read: (response: ApiResponse, event: PlatformEvent) => FetchAnswer;
}

export type FetchAnswer =
  /** `also`: what else the thing holds, as events of their own: that its words were changed since, the brand's answer. */
  | { readonly kind: 'fetched'; readonly event: PlatformEvent; readonly also?: readonly PlatformEvent[] }
  | { readonly kind: 'gone' }
  | Exclude<PollAnswer, { kind: 'page' }>;
