import { describe, expect, it } from 'vitest';
import { Buses } from '#local/bus/bus.ts';
import { scheduleAlarm } from '#local/bus/schedule.ts';
import { nextDueOf } from '#local/bus/schedule-expression.ts';
import { Clock } from '#local/clock.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 4, 4, 12, 0, 0);

const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number): string => new Date(moment).toISOString();

function clockAt(moment: number): { clock: Clock; pass: (ms: number) => void } {
  let real = 1_000_000;
  const clock = new Clock({ startAt: moment, real: () => real });
  return {
    clock,
    pass: (ms) => {
      real += ms;
    },
  };
}

describe('the clock', () => {
  it('starts where it is told and goes on with real time', () => {
    const { clock, pass } = clockAt(NOON);
    pass(250);
    expect(clock.now()).toBe(NOON + 250);
  });

  it('fires what falls due on a jump, in order, each at its own moment', async () => {
    const { clock } = clockAt(NOON);
    const fired: [string, number, number][] = [];
    const every = (name: string, ms: number): void => {
      let due = NOON + ms;
      clock.add({
        skip: () => {},
        dueAt: () => due,
        fire: async (moment) => {
          due += ms;
          await Promise.resolve();
          fired.push([name, moment - NOON, clock.now() - NOON]);
        },
      });
    };
    every('two', 2 * MINUTE);
    every('three', 3 * MINUTE);
    await clock.advance(6 * MINUTE + 1);
    expect(fired).toEqual([
      ['two', 2 * MINUTE, 2 * MINUTE],
      ['three', 3 * MINUTE, 3 * MINUTE],
      ['two', 4 * MINUTE, 4 * MINUTE],
      ['two', 6 * MINUTE, 6 * MINUTE],
      ['three', 6 * MINUTE, 6 * MINUTE],
    ]);
    expect(clock.now()).toBe(NOON + 6 * MINUTE + 1);
  });

  it('never goes back, tells every jump, and lets jumps wait for each other', async () => {
    const { clock } = clockAt(NOON);
    const offsets: number[] = [];
    clock.onShift((offset) => offsets.push(offset));
    expect(() => clock.advance(-1)).toThrow(RangeError);
    await Promise.all([clock.advance(1_000), clock.advance(2_000)]);
    expect(clock.now()).toBe(NOON + 3_000);
    expect(offsets).toHaveLength(2);
  });

  it('fires what has come due when a slow alarm made real time pass', async () => {
    const { clock, pass } = clockAt(NOON);
    const fired: number[] = [];
    let due = NOON + MINUTE;
    clock.add({
      skip: () => {},
      dueAt: () => due,
      fire: async (moment) => {
        due += MINUTE;
        fired.push(moment - NOON);
        pass(90_000);
      },
    });
    await clock.advance(2 * MINUTE);
    expect(fired).toEqual([MINUTE, 2 * MINUTE]);
  });
});

describe('a leap', () => {
  it('passes over the moments on the way, and later ones come as ever', async () => {
    const { clock } = clockAt(NOON);
    const fired: number[] = [];
    const next = nextDueOf('rate(1 minute)');
    let due = next(NOON);
    clock.add({
      dueAt: () => due,
      fire: async (moment) => {
        fired.push(moment - NOON);
        due = next(moment);
      },
      skip: (to) => {
        due = next(to);
      },
    });
    await clock.leap(60 * MINUTE);
    expect([clock.now() - NOON, fired]).toEqual([60 * MINUTE, []]);
    await clock.advance(2 * MINUTE);
    expect(fired).toEqual([61 * MINUTE, 62 * MINUTE]);
    expect(() => clock.leap(-1)).toThrow(RangeError);
  });
});

describe('schedule expressions', () => {
  it.each([
    ['rate(1 minute)', '2026-05-04T12:01:00.000Z'],
    ['rate(5 minutes)', '2026-05-04T12:05:00.000Z'],
    ['rate(2 hours)', '2026-05-04T14:00:00.000Z'],
    ['cron(* * * * ? *)', '2026-05-04T12:01:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-05-04T12:15:00.000Z'],
    ['cron(30 6 * * ? *)', '2026-05-05T06:30:00.000Z'],
    ['cron(0 9 ? * MON-FRI *)', '2026-05-05T09:00:00.000Z'],
    ['cron(0 0 1 JAN,JUL ? *)', '2026-07-01T00:00:00.000Z'],
    ['cron(5,10 12 4 5 ? 2026-2027)', '2026-05-04T12:05:00.000Z'],
  ])('%s comes next at %s', (expression, expected) => {
    expect(iso(nextDueOf(expression)(NOON))).toBe(expected);
  });

  it.each([
    'rate(0 minutes)',
    'rate(1 fortnight)',
    'cron(* * * *)',
    'cron(61 * * * ? *)',
    'cron(0 0 L * ? *)',
    'at(2026-01-01T00:00:00)',
  ])('refuses %s', (expression) => {
    expect(() => nextDueOf(expression)).toThrow();
  });
});

describe('a scheduled rule', () => {
  it('sends the event of each minute, and waits until it is worked', async () => {
    const { clock } = clockAt(at('2026-05-04T12:00:30Z'));
    const times: string[] = [];
    const buses = new Buses({ timeoutScale: 0, park: () => {} }, () => {});
    const send = async ({ time, source, detail }: { time: string; source: string; detail: unknown }): Promise<void> => {
      expect([source, detail]).toEqual(['aws.events', {}]);
      times.push(time);
    };
    const rule = {
      arn: 'rule',
      targets: [{ id: '1', arn: 'target', deadLetterArn: undefined, maximumRetryAttempts: 0, send }],
    };
    clock.add(scheduleAlarm({ expression: 'rate(1 minute)', rule, buses, from: clock.now() }));
    await clock.advance(3 * MINUTE);
    expect(times).toEqual(['2026-05-04T12:01:30Z', '2026-05-04T12:02:30Z', '2026-05-04T12:03:30Z']);
  });
});
