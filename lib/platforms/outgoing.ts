import type { Visibility } from '#domain/message.ts';

/** What goes out: an answer in the words of the ticket, and what became of it at the platform. */

/** What can be done on a channel. `private_reply` is a private message to somebody who wrote in public. */
export const REPLY_KINDS = ['public_reply', 'private_message', 'private_reply', 'review_answer', 'hide'] as const;

export type ReplyKind = (typeof REPLY_KINDS)[number];

/** What `renderReply` needs to know of the ticket and the reply. */
export interface ReplyTarget {
  /** Unique among all replies of all tickets, and the same whenever this one is sent (`replyKeyOf`): fit for an idempotency key. */
  readonly replyKey: string;
  readonly account: string;
  readonly channel: string;
  readonly visibility: Visibility;
  /** `hide` hides the message `inReplyTo` and has no words; absent, the channel and the visibility say what it is. */
  readonly hide?: true | undefined;
  readonly customerId: string;
  readonly text: string;
  /** The message answered, by the platform's id. */
  readonly inReplyTo: string;
  /** What the platform gave with the message that is answered and asks for in the answer (`Message.answerWith`). */
  readonly answerWith?: Readonly<Record<string, string>> | undefined;
  /** True for what a person wrote: some platforms give people more time than automation. */
  readonly byPerson?: boolean | undefined;
  /** When the customer last wrote, ISO 8601 UTC: what a window is reckoned from. */
  readonly lastInAt?: string | undefined;
  /** The customer's handle, where the platform needs it in the text. */
  readonly handle?: string | undefined;
}

/** Where a private talk goes on that a private reply began: the next words there belong to the same ticket. */
export interface OpenedTalk {
  /** `<platform>:<id>`, which may be another platform's: a comment on Facebook goes on in Messenger. */
  readonly account: string;
  readonly channel: string;
  /** The customer's id there. */
  readonly customerId: string;
  readonly threadKeys: readonly string[];
}

/** Whose trouble a refusal is: only this reply's, the customer's (nothing can be sent), or the whole account's. */
export type Blame = 'reply' | 'customer' | 'account';

/** What the platform's answer to a reply means. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly opens?: OpenedTalk | undefined }
  /** The platform refused: no retry helps. `reason` is a stable code, with the platform's own code in `platformCode`. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly platformCode?: string | undefined;
      /** @default 'reply' */
      readonly blame?: Blame | undefined;
      /** Where the answer goes instead, in place of what `answerWith` says: it is sent there at once. */
      readonly movedTo?: Readonly<Record<string, string>> | undefined;
    }
  /** Not accepted and safe to send again, after `retryAfterSeconds` where the platform says so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterSeconds?: number | undefined }
  /** Not accepted because the token has run out: safe to send again with a fresh one, where one can be got. */
  | { readonly kind: 'stale_token'; readonly platformCode?: string | undefined }
  /** May or may not have been sent: on a platform without an idempotency key only a person or an echo can tell. */
  | { readonly kind: 'doubtful'; readonly reason: string; readonly platformCode?: string | undefined };
