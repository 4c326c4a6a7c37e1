import { describe, expect, it } from 'vitest';
import { type Passing, passUntil } from '#local/demo/pass-time.ts';

const MINUTE = 60_000;

/** Time in which something is due at these minutes, and a sweep each minute that takes what is due. */
function passing(dueAt: readonly number[], { isTroubled = false, isBusy = false } = {}) {
  let now = 0;
  const due = new Set(dueAt.map((minute) => minute * MINUTE));
  const sweeps: number[] = [];
  const taken: number[] = [];
  const sweep = (at: number): void => {
    sweeps.push(at / MINUTE);
    for (const each of due) {
      if (each > at) continue;
      due.delete(each);
      taken.push(at / MINUTE);
    }
  };
  const given: Passing = {
    stack: {
      clock: {
        now: () => now,
        advance: async (ms) => {
          for (const until = now + ms; now < until; now = Math.min(until, now + MINUTE))
            sweep(Math.min(until, now + MINUTE));
        },
        leap: async (ms) => {
          now += ms;
        },
      },
      idle: async () => {
        if (isBusy) throw new Error('still at work');
      },
    },
    isTroubled,
    earliestDue: async (untilMs) => [...due].filter((each) => each <= untilMs).sort((a, b) => a - b)[0],
  };
  return { given, sweeps, taken, now: () => now / MINUTE };
}

describe('passing over quiet minutes', () => {
  it('sweeps in every minute in which something is due, and in few others', async () => {
    const dueAt = [3, 200, 201, 202, 203, 900, 1439];
    const { given, sweeps, taken, now } = passing(dueAt);
    await passUntil(given, 1440 * MINUTE);
    expect([taken, now()]).toEqual([dueAt, 1440]);
    expect(sweeps.length).toBeLessThan(60);
  });

  it('sweeps minute after minute while there is always something', async () => {
    const dueAt = Array.from({ length: 500 }, (_, minute) => minute + 1);
    const { given, taken } = passing(dueAt);
    await passUntil(given, 500 * MINUTE);
    expect(taken).toEqual(dueAt);
  });

  it('passes a whole night in which nothing is due, but for its last minutes', async () => {
    const { given, sweeps, now } = passing([]);
    await passUntil(given, 600 * MINUTE);
    expect([now(), sweeps.length <= 4]).toEqual([600, true]);
  });

  it('passes nothing over while trouble keeps work back, and does not wait for it', async () => {
    const busy = passing([], { isTroubled: true, isBusy: true });
    await passUntil(busy.given, 60 * MINUTE);
    expect([busy.now(), busy.sweeps.length]).toEqual([60, 60]);
    const calm = passing([], { isTroubled: true });
    await passUntil(calm.given, 60 * MINUTE);
    expect(calm.sweeps.length).toBeLessThan(5);
  });

  it('goes no further without trouble when work does not end', async () => {
    const stuck = passing([], { isBusy: true });
    await expect(passUntil(stuck.given, 60 * MINUTE)).rejects.toThrow('still at work');
  });
});
