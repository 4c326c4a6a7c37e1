/** When a team works. Only the round-the-clock calendar ships so far; it is explicit, so that no clock assumes it. */
export interface Calendar {
  readonly name: string;
  readonly kind: 'round_the_clock';
}

export const ROUND_THE_CLOCK: Calendar = { name: 'round-the-clock', kind: 'round_the_clock' };

const MINUTE_MS = 60_000;

/**
 * The instant at which `minutes` of working time have passed since `from`.
 * @param from ISO 8601 UTC. @returns ISO 8601 UTC.
 */
export function addWorkingMinutes(calendar: Calendar, from: string, minutes: number): string {
  switch (calendar.kind) {
    case 'round_the_clock':
      return new Date(Date.parse(from) + minutes * MINUTE_MS).toISOString();
  }
}
