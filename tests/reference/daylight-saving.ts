import type { Calendar, Interval } from '#domain/calendar/calendar.ts';
import type { Entry } from '#domain/entry.ts';
import type { SlaPolicy, Target } from '#domain/policy/policy.ts';
import type { ClocksInput } from '#domain/timeline/clocks-of.ts';
import { DAY_MINUTES, isoOf, type Minute, minuteOf, readWall, type Shown } from './wall-time.ts';

/** Every change of the clocks in ten zones in 2026 and 2027, and clocks that run across it. */

/** Changes by an hour, by half an hour and by two, at midnight, the other way round, and on both halves of the world. */
export const DAYLIGHT_SAVING_ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Antarctica/Troll',
] as const;

const FROM = minuteOf('2026-01-01T00:00Z');
const TO = minuteOf('2028-01-01T00:00Z');

export interface Change {
  readonly zone: string;
  /** The first minute after it. */
  readonly at: Minute;
  /** What the wall would show then without the change, and what it shows. */
  readonly without: Shown;
  readonly shows: Shown;
}

/** The changes of a zone: where the wall does not move on by one minute a minute. */
export function changesOf(zone: string): Change[] {
  const changes: Change[] = [];
  for (let day = FROM; day < TO; day += DAY_MINUTES) {
    if (readWall(zone, day + DAY_MINUTES) - readWall(zone, day) === DAY_MINUTES) continue;
    for (let at = day + 1; at <= day + DAY_MINUTES; at += 1) {
      const [without, shows] = [readWall(zone, at - 1) + 1, readWall(zone, at)];
      if (shows !== without) changes.push({ zone, at, without, shows });
    }
  }
  return changes;
}

const timeOf = (shown: Shown): string => isoOf(shown).slice(11, 16);

/** Hours that a change cuts, opens in, closes in, lies beside, or holds whole. */
function weeksAbout({ without, shows }: Change): Interval[][] {
  const [first, last] = [Math.min(without, shows), Math.max(without, shows)];
  const between = (first + last) / 2;
  const from = (begin: Shown, end: Shown): Interval => ({ from: timeOf(begin), to: timeOf(end) });
  return [
    [{ from: '09:00', to: '17:00' }],
    [{ from: '22:00', to: '06:00' }],
    [{ from: '00:00', to: '24:00' }],
    [from(first - 90, last + 90)],
    [from(between, last + 120)],
    [from(first - 120, between)],
    [from(first, last)],
    [from(first - 60, first), from(last, last + 60)],
    [from(between - 5, between + 5), { from: '12:00', to: '13:00' }],
  ];
}

function calendarsAbout(change: Change): Calendar[] {
  return weeksAbout(change).map((each) => ({
    name: 'business',
    version: '1',
    zone: change.zone,
    weekly: { mon: each, tue: each, wed: each, thu: each, fri: each, sat: each, sun: each },
    holidays: [],
    exceptions: [],
  }));
}

const target = (minutes: number, pauseOn: Target['pauseOn'] = []): Target => ({
  minutes,
  calendar: 'business',
  warn: [{ percent: 80 }, { minutesBefore: 20 }],
  pauseOn,
});

const POLICY: SlaPolicy = {
  version: 'daylight-saving',
  name: 'daylight-saving',
  rules: [
    {
      when: {},
      targets: {
        firstResponse: target(45),
        nextResponse: target(100),
        resolution: target(110, ['pending']),
        totalResolution: target(150),
        periodicUpdate: target(60, ['pending']),
      },
    },
  ],
  closeAfterDays: 7,
  automationAnswers: false,
  escalation: [],
};

/** Asked, answered after a while, waiting for the customer meanwhile, asked again: across a change, wherever it begins. */
function historyFrom(begin: Minute): Entry[] {
  const entry = (revision: number, minutes: number, rest: Pick<Entry, 'deed' | 'state'>): Entry => {
    return { id: `change-${revision}`, revision, at: isoOf(begin + minutes), by: { kind: 'system' }, ...rest };
  };
  const heard = (id: string, direction: 'in' | 'out', minutes: number): Entry['deed'] => {
    return { type: 'heard', messages: [{ id, direction, sentAt: isoOf(begin + minutes) }] };
  };
  return [
    entry(1, 0, { deed: heard('q1', 'in', 0), state: { status: 'new', priority: 'P2' } }),
    entry(2, 50, { deed: heard('a1', 'out', 50), state: { status: 'pending' } }),
    entry(3, 170, { deed: heard('q2', 'in', 170), state: { status: 'open' } }),
  ];
}

/** Minutes before a change at which a history begins. */
const BEGINNINGS = [0, 1, 29, 100, 165, 600];

const TICKET: ClocksInput['ticket'] = {
  account: 'shop',
  platform: 'x',
  channel: 'x.mention',
  visibility: 'public',
  priority: 'P2',
};

function casesAcross(change: Change): ClocksInput[] {
  return calendarsAbout(change).flatMap((calendar) =>
    BEGINNINGS.map((before) => {
      const entries = historyFrom(change.at - before);
      return { entries, policy: POLICY, calendars: [calendar], ticket: TICKET, now: isoOf(change.at - before + 170) };
    }),
  );
}

/** The cases of every change of the ten zones. */
export function daylightSavingCases(): ClocksInput[] {
  return DAYLIGHT_SAVING_ZONES.flatMap(changesOf).flatMap(casesAcross);
}
