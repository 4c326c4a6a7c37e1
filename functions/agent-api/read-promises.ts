import { tallyPromises } from '#domain/promise/tally.ts';
import type { Operation } from './call.ts';
import { daysOf } from './metrics-period.ts';
import type { AgentApiPorts } from './ports.ts';

/** Tells how many promises were kept, by account and day. */
export function readPromises({ promises, clock }: AgentApiPorts): Operation<'readPromises'> {
  return async ({ query }) => {
    const found = await Promise.all(daysOf(query).map((day) => promises.ofDay(day)));
    return { body: { promises: tallyPromises(found.flat(), clock()) } };
  };
}
