import type { Calendar } from '#domain/calendar/calendar.ts';
import type { Hours } from '#domain/calendar/hours.ts';
import type { SlaPolicy, SlaRule, Target } from '#domain/policy/policy.ts';
import type { ClocksInput } from '#domain/timeline/clocks-of.ts';
import type { ClockState, Stretch, TimelineClock } from '#domain/timeline/timeline-clock.ts';
import { type Counted, countToDoor, type Task } from './count.ts';
import { type Life, livesOf } from './lives.ts';
import { type Span, spansOf } from './spans.ts';
import { isWork, type Standing, type Story, standingAt, storyOf } from './story.ts';
import { isoOf, MINUTE_MS, type Minute, minuteOf } from './wall-time.ts';

/**
 * The slow calculator: it steps through each clock's life minute by minute and counts. Written apart from lib/domain/timeline,
 * of which it knows the types alone, so that the two can be held against each other.
 */

/** What both calculators say of a clock; the messages that started and ended it apart. */
export type ReferenceClock = Omit<TimelineClock, 'startedBy' | 'doneBy'>;

type Asked = ClocksInput['ticket'];

const among = (names: readonly string[] | undefined, name: string | undefined): boolean =>
  !names || (name !== undefined && names.includes(name));

function isFor({ when }: SlaRule, ticket: Asked, { priority, tier, team }: Standing): boolean {
  if (when.visibility && when.visibility !== ticket.visibility) return false;
  const { platform, channel } = ticket;
  const of = { priority, platform, channel, tier, team };
  return (['priority', 'platform', 'channel', 'tier', 'team'] as const).every((each) => among(when[each], of[each]));
}

interface Promised {
  readonly target: Target;
  readonly rule: number;
  readonly hours: Hours;
}

function hoursOf(
  calendars: readonly Calendar[],
  { calendar: name }: Target,
  of: { account: string; team?: string },
): Hours {
  if (name === 'round_the_clock') return name;
  const business =
    calendars.find(({ teams = [] }) => of.team && teams.includes(of.team)) ??
    calendars.find(({ accounts = [] }) => accounts.includes(of.account)) ??
    calendars.find((each) => each.name === 'business');
  const hours = name === 'business' ? business : calendars.find((each) => each.name === name);
  if (!hours) throw new Error(`The case has no calendar ${name}.`);
  return hours;
}

/** What is promised of a clock: to the ticket as it stands, or as it stood when the clock was over. */
function promisedOf({ clock, over }: Life, story: Story, input: ClocksInput): Promised | undefined {
  const standing = standingAt(story, over?.at ?? minuteOf(input.now));
  if (!standing) return undefined;
  const { rules }: SlaPolicy = input.policy;
  const rule = rules.findIndex((each) => isFor(each, input.ticket, standing));
  const target = rules[rule]?.targets[clock];
  const { team } = standing;
  const of = { account: input.ticket.account, ...(team === undefined ? {} : { team }) };
  return target && { target, rule, hours: hoursOf(input.calendars, target, of) };
}

function taskOf(life: Life, { target, hours }: Promised, { story, now }: { story: Story; now: Minute }): Task {
  const pausing: readonly string[] = target.pauseOn;
  const standsStill = (minute: Minute): boolean => {
    const status = story.statuses.findLast(({ since }) => since <= minute)?.status ?? 'new';
    // The whole matter also rests while nobody works on it; of another clock such a time is not part.
    return pausing.includes(status) || (life.clock === 'totalResolution' && !isWork(status));
  };
  const { start, over } = life;
  return { start, until: over?.at ?? now, isOver: over !== undefined, target, hours, standsStill };
}

function stateOf({ over }: Life, { until, standsStill }: Task, { dueAt = Infinity }: Counted): ClockState {
  if (over?.how === 'done') return over.at <= dueAt ? 'met' : 'breached';
  if (over) return over.at <= dueAt ? 'ended' : 'breached';
  if (dueAt <= until) return 'breached';
  return standsStill(until) ? 'paused' : 'running';
}

/** The points reached before the clock is due or over. */
function warningsOf({ pointsAtMs, dueAt = Infinity }: Counted, overAt = Infinity): TimelineClock['warnings'] {
  const endMs = Math.min(dueAt, overAt) * MINUTE_MS;
  return pointsAtMs.flatMap((ms, point) =>
    ms === undefined || ms >= endMs ? [] : [{ point, at: new Date(ms).toISOString() }],
  );
}

const stretchOf = ({ from, to }: Span): Stretch =>
  to === undefined ? { from: isoOf(from) } : { from: isoOf(from), to: isoOf(to) };

function clockOf(life: Life, promised: Promised, task: Task): ReferenceClock {
  const counted = countToDoor(task, life.doorShutsAt);
  const state = stateOf(life, task, counted);
  const { clock, episode, cycle, start, late, doorShutsAt, over } = life;
  const { target, rule, hours } = promised;
  const { elapsed, allowed, dueAt, isDoor } = counted;
  return {
    clock,
    episode,
    cycle,
    state,
    startedAt: isoOf(start),
    late,
    targetMinutes: target.minutes,
    calendar: hours === 'round_the_clock' ? hours : hours.name,
    rule,
    runs: spansOf(task, false).map(stretchOf),
    pauses: spansOf(task, true).map(stretchOf),
    ...(doorShutsAt === Infinity ? {} : { answerUntil: isoOf(doorShutsAt) }),
    elapsedMs: elapsed * MINUTE_MS,
    allowedMs: allowed * MINUTE_MS,
    ...(dueAt === undefined ? {} : { dueAt: isoOf(dueAt) }),
    ...(isDoor ? { dueBy: 'platform' as const } : {}),
    ...(state === 'paused' ? { remainingMs: (target.minutes - elapsed) * MINUTE_MS } : {}),
    warnings: warningsOf(counted, over?.at),
    ...(state === 'breached' && dueAt !== undefined ? { breachedAt: isoOf(dueAt) } : {}),
    ...(over ? { [over.how === 'done' ? 'doneAt' : 'endedAt']: isoOf(over.at) } : {}),
  };
}

/** Every clock of a ticket that the policy keeps. */
export function referenceClocks(input: ClocksInput): ReferenceClock[] {
  const { entries, ticket, policy } = input;
  const { priority, tier, team } = ticket;
  const story = storyOf(entries, { priority, tier, team });
  return livesOf(story, policy.automationAnswers).flatMap((life) => {
    const promised = promisedOf(life, story, input);
    if (!promised) return [];
    return [clockOf(life, promised, taskOf(life, promised, { story, now: minuteOf(input.now) }))];
  });
}
