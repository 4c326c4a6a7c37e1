import type { Reply } from '#domain/reply.ts';
import type { SendOutcome } from '#platforms/outgoing.ts';
import type { Sent } from './ports.ts';

/** What a reply becomes after an attempt to send it. Pure. */

/** The outcome of an attempt: the platform's answer read, or what the line says when there is none. */
export type Outcome = SendOutcome | { readonly kind: 'lost'; readonly reason: string };

/** How certain one may be of a platform and of the attempts before. */
export interface Certainty {
  /** The platform takes a repeated reply for the one it knows. */
  readonly keyed: boolean;
  /** An earlier attempt ended nobody knows how. Only where `keyed`: elsewhere it would not have been repeated. */
  readonly unsure: boolean;
}

/** Reads what came back. @param read the platform's reading of an answer. */
export function outcomeOf(sent: Sent, read: (answer: Extract<Sent, { status: number }>) => SendOutcome): Outcome {
  if (!('kind' in sent)) return read(sent);
  return sent.kind === 'lost' ? { kind: 'lost', reason: sent.reason } : { kind: 'retry', reason: sent.reason };
}

type Next = Pick<Reply, 'state' | 'reason' | 'messageId' | 'leaseUntil' | 'opens'>;

/** Ready to be sent once more: at rest, or marked as possibly sent by a lease that has run out. */
function again(reason: string, now: string, unsure: boolean): Next {
  return unsure
    ? { state: 'sending', reason, leaseUntil: now, messageId: undefined }
    : { state: 'queued', reason, leaseUntil: undefined, messageId: undefined };
}

/**
 * The next state. A refusal after an attempt that may have arrived proves nothing, so it leaves the reply in doubt;
 * a lost answer is asked for again where the platform knows the reply by its key, and nowhere else.
 */
export function nextState(outcome: Outcome, { keyed, unsure }: Certainty, now: string): Next {
  const ended = { leaseUntil: undefined, messageId: undefined };
  switch (outcome.kind) {
    case 'sent':
      return { ...ended, state: 'sent', messageId: outcome.messageId, reason: undefined, opens: openedBy(outcome) };
    case 'failed':
      return { ...ended, state: unsure ? 'doubtful' : 'failed', reason: reasonOf(outcome) };
    case 'stale_token':
      return {
        ...ended,
        state: unsure ? 'doubtful' : 'failed',
        reason: reasonOf({ reason: 'token_expired', platformCode: outcome.platformCode }),
      };
    case 'retry':
      return again(outcome.reason, now, unsure);
    case 'doubtful':
      return keyed ? again(reasonOf(outcome), now, true) : { ...ended, state: 'doubtful', reason: reasonOf(outcome) };
    case 'lost':
      return keyed ? again(outcome.reason, now, true) : { ...ended, state: 'doubtful', reason: outcome.reason };
  }
}

type SentOutcome = Extract<SendOutcome, { kind: 'sent' }>;

function openedBy({ opens }: SentOutcome): Reply['opens'] {
  return opens && { ...opens, threadKeys: [...opens.threadKeys] };
}

/** The reason as agents read it: our code, and the platform's own beside it. */
export function reasonOf({ reason, platformCode }: { reason: string; platformCode?: string | undefined }): string {
  return platformCode === undefined ? reason : `${reason} (${platformCode})`;
}
