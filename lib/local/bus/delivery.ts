/** Carries an event to a target: tries again when it fails, and hands it to the target's dead-letter queue in the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BusEvent } from './events.ts';

/** A target refused. What no retry can mend goes to the dead-letter queue at once. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly retriable: boolean;
  readonly code: string;

  constructor(code: string, message: string, retriable: boolean) {
    super(message);
    this.code = code;
    this.retriable = retriable;
  }
}

/** A message for a dead-letter queue. */
export interface Undelivered {
  readonly queueArn: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly deadLetterArn: string | undefined;
  readonly maximumRetryAttempts: number;
  readonly send: (event: BusEvent) => Promise<void>;
}

export interface DeliveryContext {
  readonly ruleArn: string;
  /** Factor on the pauses between tries. */
  readonly timeoutScale: number;
  readonly park: (undelivered: Undelivered) => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Delivers, or parks. Never rejects, except where there is no dead-letter queue: then the event is lost, as on AWS. */
export async function deliver(
  event: BusEvent,
  target: Target,
  context: DeliveryContext,
): Promise<'delivered' | 'parked' | 'lost'> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await target.send(event);
      return 'delivered';
    } catch (error) {
      const failure = error instanceof DeliveryError ? error : new DeliveryError('INTERNAL_ERROR', String(error), true);
      if (!failure.retriable || attempt >= target.maximumRetryAttempts)
        return park({ event, target, failure, attempt }, context);
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      // Tries go on for as long as the run does; they must not keep the process after it.
      await sleep(pause * context.timeoutScale, undefined, { ref: false });
    }
  }
}

interface Outcome {
  readonly event: BusEvent;
  readonly target: Target;
  readonly failure: DeliveryError;
  readonly attempt: number;
}

function park({ event, target, failure, attempt }: Outcome, context: DeliveryContext): 'parked' | 'lost' {
  if (!target.deadLetterArn) return 'lost';
  context.park({
    queueArn: target.deadLetterArn,
    body: JSON.stringify(event),
    attributes: {
      RULE_ARN: context.ruleArn,
      TARGET_ARN: target.arn,
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: failure.message,
      RETRY_ATTEMPTS: String(attempt),
      ...(failure.retriable && { EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts' }),
    },
  });
  return 'parked';
}
