import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Patience, patiently, silenceOf } from '#adapters/patience.ts';
import { NoOpinionError } from '#domain/opinion.ts';

/** Time is moved by hand: nothing here waits. */

const patience: Patience = {
  wholeMs: 1_000,
  tryMs: 400,
  retries: 1,
  atOnce: 2,
  failuresToOpen: 3,
  halfOpenAfterMs: 30_000,
};

const named = (name: string): Error => Object.assign(new Error('quotes the request'), { name });
const failing = (name: string) => vi.fn(() => Promise.reject(named(name)));
const never = () => new Promise<never>(() => {});

/** How a request ended, time passing meanwhile. */
async function ended(request: Promise<unknown>): Promise<unknown> {
  const end = request.catch((error: unknown) => (error instanceof NoOpinionError ? error.silence : error));
  await vi.advanceTimersByTimeAsync(2_000);
  return end;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('patience', () => {
  it('brings back the answer', async () => {
    expect(await ended(patiently(patience)(async () => 'answer'))).toBe('answer');
  });

  it.each([
    ['ThrottlingException', 'throttled', 2],
    ['TooManyRequestsException', 'throttled', 2],
    ['ServiceUnavailableException', 'unavailable', 2],
    ['TypeError', 'unavailable', 2],
    ['AccessDeniedException', 'refused', 1],
    ['ValidationException', 'refused', 1],
    ['ModelTimeoutException', 'timed_out', 1],
  ])('with %s ends as %s after %d tries', async (name, silence, tries) => {
    const send = failing(name);
    expect(await ended(patiently(patience)(send))).toBe(silence);
    expect(send).toHaveBeenCalledTimes(tries);
  });

  it('tries again what passes', async () => {
    const send = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(named('ThrottlingException'))
      .mockResolvedValue('ok');
    expect(await ended(patiently(patience)(send))).toBe('ok');
  });

  it('gives a try its time, and takes the request back', async () => {
    let given: AbortSignal | undefined;
    const end = await ended(
      patiently(patience)((signal) => {
        given = signal;
        return never();
      }),
    );
    expect(end).toBe('timed_out');
    expect(given?.aborted).toBe(true);
  });

  it('counts the waiting for a place', async () => {
    const patient = patiently({ ...patience, tryMs: 900, failuresToOpen: 9 });
    const ends = Array.from({ length: 5 }, () => ended(patient(never)));
    expect(await Promise.all(ends)).toEqual(Array(5).fill('timed_out'));
  });

  it('asks no more at once than it may', async () => {
    let atOnce = 0;
    let most = 0;
    const patient = patiently(patience);
    const send = async (): Promise<void> => {
      atOnce++;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 100));
      atOnce--;
    };
    await Promise.all(Array.from({ length: 6 }, () => ended(patient(send))));
    expect(most).toBe(2);
  });
});

describe('a service that keeps failing', () => {
  it('is left alone for a while, then tried by one', async () => {
    const patient = patiently(patience);
    for (let failure = 0; failure < 3; failure++) await ended(patient(failing('ModelTimeoutException')));
    const spared = vi.fn(async () => 'answer');
    expect(await ended(patient(spared))).toBe('circuit_open');
    expect(spared).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await ended(patient(spared))).toBe('answer');
  });

  it('is not thought so for the odd texts of one customer', async () => {
    const patient = patiently(patience);
    for (let failure = 0; failure < 10; failure++) await ended(patient(failing('ValidationException')));
    expect(await ended(patient(async () => 'answer'))).toBe('answer');
  });

  it('is thought so when we may not ask it', async () => {
    const patient = patiently(patience);
    for (let failure = 0; failure < 3; failure++) await ended(patient(failing('AccessDeniedException')));
    expect(await ended(patient(async () => 'answer'))).toBe('circuit_open');
  });
});

describe('the name of a failure', () => {
  it('is kept when it has one already', () => {
    expect(silenceOf(new NoOpinionError('unreadable'))).toBe('unreadable');
  });

  it('of what is no error is that nothing came', () => {
    expect(silenceOf('odd')).toBe('unavailable');
  });
});
