import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { dateOf, dayOf } from '#domain/calendar/day.ts';
import { tallyPromises } from '#domain/promise/tally.ts';
import type { Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';

/** How many days one request may ask for. */
const MOST_DAYS = 93;

/** The days asked for. @throws {ApiProblem} 400 when they are none, or too many. */
function daysOf({ from, to }: { from: string; to: string }): string[] {
  const count = dayOf(to) - dayOf(from) + 1;
  if (count >= 1 && count <= MOST_DAYS) return Array.from({ length: count }, (_, index) => dateOf(dayOf(from) + index));
  const detail = count < 1 ? '`to` is before `from`.' : `At most ${MOST_DAYS} days at a time.`;
  throw new ApiProblem('invalid-request', detail);
}

/** Tells how many promises were kept, by account and day. */
export function readPromises({ promises, clock }: AgentApiPorts): Operation<'readPromises'> {
  return async ({ query }) => {
    const found = await Promise.all(daysOf(query).map((day) => promises.ofDay(day)));
    return { body: { promises: tallyPromises(found.flat(), clock()) } };
  };
}
