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
const FEWEST = 2;
const MOST = 32;
const IDLE_TIMEOUT_MS = 180_000;

/** What passing over needs: the run's time, and the earliest instant up to another at which the index has something due. */
export interface Passing {
  readonly stack: Pick<LocalStack, 'clock' | 'idle'>;
  readonly earliestDue: (untilMs: number) => Promise<number | undefined>;
}

/** Milliseconds until the minute before the next due one. */
async function quietMs({ stack, earliestDue }: Passing, untilMs: number): Promise<number> {
  const due = (await earliestDue(untilMs)) ?? untilMs;
  return Math.min(due, untilMs) - MINUTE_MS - stack.clock.now();
}

/** Passes over what is quiet, if more than a minute is; work that is still to be done may make something due. */
async function passOver(passing: Passing, untilMs: number): Promise<boolean> {
  if ((await quietMs(passing, untilMs)) <= MINUTE_MS) return false;
  await passing.stack.idle({ timeoutMs: IDLE_TIMEOUT_MS });
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

/** Time that passes over quiet minutes. */
export function quietlyPassing(stack: LocalStack): PassingTime {
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
  return { until: (ms) => passUntil({ stack, earliestDue }, ms), end: () => client.destroy() };
}

/** Time in which every minute is swept. */
export function minuteByMinute({ clock }: LocalStack): PassingTime {
  return { until: (ms) => clock.advance(Math.max(0, ms - clock.now())), end: () => {} };
}
