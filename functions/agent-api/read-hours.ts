import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import { hoursFor } from '#domain/policy/book.ts';
import { postedHours } from '#domain/promise/posted-hours.ts';
import type { Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';

/** Tells the hours that an account posts: those of the calendar that names it, else business hours. */
export function readHours({ slaBook, clock }: AgentApiPorts): Operation<'readHours'> {
  return async ({ parameters: { account } }) => {
    const hours = hoursFor((await slaBook()).calendars, 'business', { account });
    if (hours === ROUND_THE_CLOCK) throw new ApiProblem('not-found', 'The account has no calendar.');
    const { name: calendar, version, zone } = hours;
    return { body: { account, calendar, version, zone, ...postedHours(hours, clock()) } };
  };
}
