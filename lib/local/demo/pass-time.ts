import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import type { LocalStack } from '#local/local-stack.ts';

/**
 * Time goes on. A sweep of a minute in which no clock is due reads nothing and writes nothing, and a weekend has thousands of
 * them: they are passed over. What should have been told in them is missed by the ledger of the clocks, which does not ask
 * the index that is asked here.
 */

/** How the demo's time passes. */
export interface PassingTime {
  readonly until: (ms: number) => Promise<void>;
  readonly end: () => void;
}

const MINUTE_MS = 60_000;
/** Minutes swept between two looks at the index: more as long as something is due. */
const FEWEST = 1;
const MOST = 8;
const IDLE_TIMEOUT_MS = 180_000;
/** Under chaos what a killed environment held may take long to come back: time goes on without it, minute by minute. */
const TROUBLED_TIMEOUT_MS = 500;

/** What passing over needs: the run's time, and the earliest instant up to another at which the index has something due. */
export interface Passing {
  readonly stack: Pick<LocalStack, 'clock' | 'idle'>;
  readonly earliestDue: (untilMs: number) => Promise<number | undefined>;
  /** Whether faults are injected meanwhile. */
  readonly isTroubled: boolean;
}

/** Waits until no work is left; @returns false when trouble keeps some of it. */
async function isAtRest({ stack, isTroubled }: Passing): Promise<boolean> {
  if (isTroubled) {
    return stack.idle({ timeoutMs: TROUBLED_TIMEOUT_MS }).then(
      () => true,
      () => false,
    );
  }
  await stack.idle({ timeoutMs: IDLE_TIMEOUT_MS });
  return true;
}

/** Milliseconds until the minute before the next due one. */
async function quietMs({ stack, earliestDue }: Passing, untilMs: number): Promise<number> {
  const due = (await earliestDue(untilMs)) ?? untilMs;
  return Math.min(due, untilMs) - MINUTE_MS - stack.clock.now();
}

/** Passes over what is quiet, if more than a minute is; work that is still to be done may make something due. */
async function passOver(passing: Passing, untilMs: number): Promise<boolean> {
  if ((await quietMs(passing, untilMs)) <= MINUTE_MS) return false;
  if (!(await isAtRest(passing))) return false;
  const ms = await quietMs(passing, untilMs);
  if (ms > 0) await passing.stack.clock.leap(ms);
  return ms > 0;
}

/** Goes on to an instant, with a sweep for every minute in which something is due. */
export async function passUntil(passing: Passing, untilMs: number): Promise<void> {
  const { clock } = passing.stack;
  for (let minutes = FEWEST; clock.now() < untilMs; ) {
    minutes = (await passOver(passing, untilMs)) ? FEWEST : Math.min(2 * minutes, MOST);
    await clock.advance(Math.max(0, Math.min(minutes * MINUTE_MS, untilMs - clock.now())));
  }
}

/** Time that passes over quiet minutes; @param isTroubled whether faults are injected meanwhile */
export function quietlyPassing(stack: LocalStack, isTroubled = false): PassingTime {
  const client = new DynamoDBClient({
    endpoint: stack.endpoints.dynamodbBehind,
    region: stack.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const { tickets } = repositories(stack.outputs['TableName'] ?? '', client);
  const earliestDue = async (untilMs: number): Promise<number | undefined> => {
    for await (const [first] of tickets.due(new Date(untilMs).toISOString(), 1))
      return first && Date.parse(first.dueAt);
    return undefined;
  };
  return { until: (ms) => passUntil({ stack, earliestDue, isTroubled }, ms), end: () => client.destroy() };
}
