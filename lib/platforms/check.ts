import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';

/** How a platform is asked whether an account is well connected: questions with one call each, and what to do about it. */

export interface CheckTurn {
  /** `<platform>:<id>` */
  readonly account: string;
  readonly credentials: Credentials;
  /** Where the platform is told to deliver, without a trailing slash: `https://…/webhooks`. */
  readonly webhookUrl?: string | undefined;
  readonly nowMs: number;
}

export type Finding =
  /** `expiresAtMs`: until when, where the platform tells. */
  | { readonly kind: 'well'; readonly expiresAtMs?: number | undefined }
  /** `mend` says to a person what to do; `reason` is a stable code. */
  | { readonly kind: 'unwell'; readonly reason: string; readonly mend: string }
  /** The platform did not say: ask again later. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Question {
  /** What is asked: whether the token is good, whether events are subscribed, whether deliveries arrive. */
  readonly about: 'token' | 'subscription' | 'delivery';
  readonly request: (turn: CheckTurn) => ApiCall;
  /** Never throws. */
  readonly read: (response: ApiResponse, turn: CheckTurn) => Finding;
}

/** The questions of a platform; the token first. */
export type Check = readonly Question[];
