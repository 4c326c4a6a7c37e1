import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import type { PollAnswer } from '#platforms/poll.ts';
import { NOON } from '#tests/support/messages.ts';
import { ACCOUNT, BUDGET, envelopesIn, OLDEST_HOURS, page, poller, saidOnce, wordsIn } from './polled.ts';

/** Pages of one message each, so many in all. */
const book = (length: number) => (seen: number) =>
  seen < length ? page(seen, saidOnce(`m-${seen}`), seen + 1 < length) : page(seen - 1, undefined);

const minutesAgo = (minutes: number): string => new Date(Date.parse(NOON) - minutes * 60_000).toISOString();

describe('polling an account', () => {
  it('reads page by page to the end, each on the queue before its cursor is written', async () => {
    const order: string[] = [];
    const { table, ports, poll, queued, state } = poller(book(3));
    const enqueue: typeof ports.enqueue = async (bodies) => {
      order.push(`queue ${(await state())?.cursor?.['seen'] ?? 0}`);
      queued.push(...bodies);
    };
    Object.assign(ports, { enqueue });
    expect(await poll()).toBe('complete');
    expect(order).toEqual(['queue 0', 'queue 1', 'queue 2']);
    expect(wordsIn(queued)).toEqual(['m-0', 'm-1', 'm-2']);
    expect(await table.pollStates.get(ACCOUNT)).toMatchObject({ cursor: { seen: '3' }, completeAt: NOON, revision: 3 });
  });

  it('is not asked again before its time, and then from where it stopped', async () => {
    const { poll, pass, requests } = poller(book(2));
    await poll();
    expect(await poll()).toBe('not_due');
    pass(49);
    expect(await poll()).toBe('not_due');
    pass(1);
    expect(await poll()).toBe('complete');
    expect(requests.map(({ url }) => url.split('=')[1])).toEqual(['0', '1', '2']);
  });

  it('does not move the cursor when the queue did not take the page', async () => {
    const fails = poller(book(1), { enqueue: () => Promise.reject(new Error('the queue is down')) });
    await expect(fails.poll()).rejects.toThrow('the queue is down');
    expect(await fails.state()).toBeUndefined();
  });

  it('loses nothing whatever fails, however often', async () => {
    const faults = fc.array(fc.constantFrom('well', 'lost', 'queue', 'table'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(faults, fc.integer({ min: 1, max: 8 }), async (plan, length) => {
        const next = plan[Symbol.iterator]();
        const struck = (fault: string): boolean => next.next().value === fault;
        const { ports, poll, pass, queued, state } = poller((seen) => (struck('lost') ? 'lost' : book(length)(seen)));
        const { enqueue, pollStates } = ports;
        const put: typeof pollStates.put = async (...args) => {
          if (struck('table')) throw new Error('the table is down');
          return pollStates.put(...args);
        };
        Object.assign(ports, {
          enqueue: (bodies: string[]) => (struck('queue') ? Promise.reject(new Error('down')) : enqueue(bodies)),
          pollStates: { get: pollStates.get, put },
        });
        for (let round = 0; round < 60 && !(await state())?.completeAt; round += 1) {
          await poll().catch(() => 'failed');
          pass(BUDGET.perSeconds);
        }
        expect([...new Set(wordsIn(queued))].sort()).toEqual(Array.from({ length }, (_, index) => `m-${index}`).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('of two polls at once only one moves the cursor, and never backwards', async () => {
    const { poll, state, queued } = poller(book(3));
    const ends = await Promise.all([poll(), poll()]);
    expect(ends.sort()).toEqual(['complete', 'overtaken']);
    expect(await state()).toMatchObject({ cursor: { seen: '3' } });
    expect(new Set(wordsIn(queued))).toEqual(new Set(['m-0', 'm-1', 'm-2']));
  });
});

describe('what a poll may cost', () => {
  it('stops when the budget is used, and goes on when its window is over', async () => {
    const { poll, pass, requests, queued, state } = poller(book(10));
    expect(await poll()).toBe('resting');
    expect(requests).toHaveLength(BUDGET.requests);
    expect(await state()).toMatchObject({ unfinished: true, notBefore: minutesAgo(-5) });
    pass(BUDGET.perSeconds - 1);
    expect(await poll()).toBe('not_due');
    pass(1);
    expect(await poll()).toBe('complete');
    expect(requests).toHaveLength(10);
    expect(wordsIn(queued)).toHaveLength(10);
  });

  it('stops after 45 seconds, and goes on in the next minute', async () => {
    const { poll, pass, slow, requests } = poller(book(6));
    slow(15);
    expect(await poll()).toBe('unfinished');
    expect(requests).toHaveLength(3);
    pass(1);
    slow(0);
    expect(await poll()).toBe('complete');
  });

  it('keeps whole what nobody could read, and asks again', async () => {
    const unread = saidOnce('m-0');
    const { poll, queued, state } = poller(() => ({ kind: 'retry', reason: 'answer_unreadable', unread }));
    expect(await poll()).toBe('resting');
    expect(wordsIn(queued)).toEqual(['m-0']);
    expect((await state())?.cursor).toBeUndefined();
  });

  it('rests as long as the platform says, and a minute when it does not', async () => {
    const answers: (PollAnswer | 'lost')[] = [
      { kind: 'retry', reason: 'rate_limited', retryAfterSeconds: 600 },
      'lost',
      page(0, saidOnce('m-0')),
    ];
    const { poll, pass, requests, counted } = poller(() => answers[requestsSoFar() - 1] ?? 'lost');
    const requestsSoFar = (): number => requests.length;
    expect(await poll()).toBe('resting');
    pass(599);
    expect(await poll()).toBe('not_due');
    pass(1);
    expect(await poll()).toBe('resting');
    pass(60);
    expect(await poll()).toBe('complete');
    expect(counted.filter((name) => name === 'PollsPutOff')).toHaveLength(2);
  });
});

describe('an account that is unwell', () => {
  it('asks once more with a fresh token when the kept one is stale', async () => {
    const { poll, requests } = poller((seen, token) =>
      token === 'fresh' ? page(seen, saidOnce('m-0')) : { kind: 'stale_token' },
    );
    expect(await poll()).toBe('complete');
    expect(requests.map(({ token }) => token)).toEqual(['kept', 'fresh']);
  });

  it.each<[string, PollAnswer | PermanentError, object]>([
    [
      'a token that is refused twice',
      { kind: 'stale_token', platformCode: 'ExpiredToken' },
      { reason: 'token_refused', platformCode: 'ExpiredToken' },
    ],
    [
      'a right that was withdrawn',
      { kind: 'failed', reason: 'permission_missing', platformCode: '403' },
      { reason: 'permission_missing', platformCode: '403' },
    ],
    ['credentials that are missing', new PermanentError('credentials_missing'), { reason: 'credentials_missing' }],
  ])('%s is written down with its time, and tried again after a quarter of an hour', async (_what, answer, failure) => {
    const isError = answer instanceof PermanentError;
    const { poll, pass, state } = poller(
      () => (isError ? 'lost' : answer),
      isError ? { credentialsOf: () => Promise.reject(answer) } : {},
    );
    expect(await poll()).toBe('failed');
    expect(await state()).toMatchObject({ failure: { ...failure, since: NOON, at: NOON }, notBefore: minutesAgo(-15) });
    pass(900);
    expect(await poll()).toBe('failed');
    expect(await state()).toMatchObject({ failure: { ...failure, since: NOON, at: minutesAgo(-15) } });
  });

  it('is well again with its next page', async () => {
    const answers: PollAnswer[] = [{ kind: 'failed', reason: 'blocked' }, page(0, undefined)];
    const { poll, pass, state } = poller(() => answers.shift() ?? 'lost');
    await poll();
    pass(900);
    expect(await poll()).toBe('complete');
    expect((await state())?.failure).toBeUndefined();
  });
});

describe('after a gap', () => {
  const backfillOf = (queued: readonly string[]) => envelopesIn(queued).map(({ backfill }) => backfill);

  it('the first poll is a backfill to its end, also when it takes more than one go', async () => {
    const { poll, pass, queued } = poller(book(8));
    await poll();
    pass(BUDGET.perSeconds);
    expect(await poll()).toBe('complete');
    expect(backfillOf(queued)).toEqual(Array(8).fill(true));
  });

  it.each([
    ['a poll in time is none', 60, undefined],
    ['a quarter of an hour is none', 15 * 60, undefined],
    ['a minute more is one', 16 * 60, true],
  ])('%s', async (_what, seconds, expected) => {
    const pages = [page(0, undefined), page(1, saidOnce('m-1'))];
    const { poll, pass, queued } = poller(() => pages.shift() ?? 'lost');
    await poll();
    pass(seconds);
    await poll();
    expect(backfillOf(queued)).toEqual([expected]);
  });

  it.each([
    ['as far back as the platform says', undefined, ['young', 'edge']],
    ['further when a person says so', 48, ['young', 'edge', 'old']],
    ['less far when a person says so', 1, ['young']],
  ])('it reads %s', async (_what, oldestHours, expected) => {
    const said = [
      saidOnce('young', minutesAgo(5)),
      saidOnce('edge', minutesAgo(OLDEST_HOURS * 60)),
      saidOnce('old', minutesAgo(OLDEST_HOURS * 60 + 1)),
    ];
    const pages = said.map((each, index) => page(index, each, index < 2));
    const { poll, queued } = poller(() => pages.shift() ?? 'lost');
    await poll({ oldestHours });
    expect(wordsIn(queued)).toEqual(expected);
  });

  it('an order of a person is obeyed whether or not the account is due', async () => {
    const { poll, requests } = poller(book(1));
    await poll();
    expect(await poll({ now: true })).toBe('complete');
    expect(requests).toHaveLength(2);
  });
});
