import { forgedGuests, planGuests } from '#local/demo/guests.ts';
import { poison, withoutWords } from '#local/demo/oddities.ts';
import { MINUTES_A_DAY, type Planned } from '#local/demo/plan.ts';
import { Crowd } from '#local/demo/voices.ts';
import { pick, type Random, seededRandom } from '#local/random.ts';
import { doubles } from '#platforms/doubles.ts';

/** A whole day: a quiet night, office hours, a post that goes viral at noon, an evening. */

export interface DayOptions {
  readonly seed: number;
  readonly startMs: number;
  /** How many different messages customers send, at least. */
  readonly messages: number;
}

/** The share of the messages that arrive within five minutes of noon. */
const SPIKE_SHARE = 0.4;
const NOON = 12 * 60;
/** How busy each hour is, beside the spike. */
const BUSYNESS = [1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 9, 8, 9, 9, 8, 8, 9, 10, 9, 7, 5, 3, 2];
const CUSTOMERS = 280;
const DUPLICATES = 0.1;

/** A minute of the day, as busy as its hour. */
function ordinaryMinute(random: Random): number {
  const total = BUSYNESS.reduce((sum, weight) => sum + weight, 0);
  let left = random() * total;
  const hour = BUSYNESS.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return Math.max(0, hour) * 60 + Math.floor(random() * 60);
}

/** Minutes at which messages arrive, in order, so that customers remember forwards. */
function minutesOf(count: number, random: Random): number[] {
  const minutes = Array.from({ length: count }, (_, index) =>
    index < count * SPIKE_SHARE ? NOON + Math.floor(random() * 5) : ordinaryMinute(random),
  );
  return minutes.sort((a, b) => a - b);
}

/** A platform tells some things twice, at once or hours later; one that is polled tells all that it lists at every poll. */
function repeats(planned: readonly Planned[], random: Random): Planned[] {
  const count = Math.ceil(planned.length * DUPLICATES);
  const delivered = planned.filter(({ platform }) => doubles[platform].webhook);
  return Array.from({ length: count }, () => pick(delivered, random)).flatMap((again) => {
    if (!again) return [];
    const later = random() < 0.5 ? 0 : Math.floor(random() * 180);
    return [{ ...again, atMinute: Math.min(MINUTES_A_DAY - 1, again.atMinute + later) }];
  });
}

/** Every delivery of the day, in no order within a minute. */
export function planDay({ seed, startMs, messages }: DayOptions): Planned[] {
  const random = seededRandom(seed);
  const crowd = new Crowd(CUSTOMERS, { random, startMs });
  const said = minutesOf(messages, random).flatMap((minute, index) => {
    const amended = index % 60 === 59 ? crowd.amends(minute, index % 120 === 59 ? 'edit' : 'deletion') : undefined;
    return amended ? [amended, crowd.says(minute)] : [crowd.says(minute)];
  });
  const odd = Array.from({ length: Math.ceil(messages / 40) }, (_, number) =>
    withoutWords(ordinaryMinute(random), number, startMs),
  );
  const poisoned = Array.from({ length: Math.ceil(messages / 200) }, (_, number) =>
    poison(ordinaryMinute(random), number),
  );
  const forged = Array.from({ length: Math.ceil(messages / 100) }, (): Planned => {
    const source = crowd.says(ordinaryMinute(random));
    return { ...source, isForged: true, events: source.events.map(() => ({ intent: 'forged' as const })) };
  });
  const all = [...said, ...planGuests(messages, { random, startMs }), ...odd, ...poisoned];
  const forgeries = [...forged, ...forgedGuests({ random, startMs })];
  const keyed = [...all, ...repeats(all, random), ...forgeries].map((planned) => ({ planned, key: random() }));
  return keyed.sort((a, b) => a.planned.atMinute - b.planned.atMinute || a.key - b.key).map(({ planned }) => planned);
}
