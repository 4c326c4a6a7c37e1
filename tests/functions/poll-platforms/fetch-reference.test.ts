import { describe, expect, it } from 'vitest';
import type { NamedThing } from '#contracts/poll-work.ts';
import { createPollPlatforms, idsIn } from '#functions/poll-platforms/poll-platforms.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import type { Platform } from '#platforms/platform.ts';
import type { FetchAnswer } from '#platforms/poll.ts';
import { NOON } from '#tests/support/messages.ts';
import { ACCOUNT, BUDGET, polledPlatform, poller, saidOnce, wordsIn } from './polled.ts';

const thing: NamedThing = {
  version: 1,
  kind: 'reference',
  platform: 'standard',
  event: { account: ACCOUNT, id: 'event-1', payload: { names: 'review-1' } },
  receivedAt: NOON,
  deliveryId: 'delivery-1',
};

const naming: Platform = {
  ...polledPlatform,
  normalise: () => ({ kind: 'reference', reference: { type: 'review', id: 'review-1' } }),
};

const fetched = {
  kind: 'fetched',
  event: { account: ACCOUNT, id: 'event-2', payload: saidOnce('m-1') },
} as const satisfies FetchAnswer;

function fetcher(answer: FetchAnswer, over: Partial<PollPorts> = {}) {
  const made = poller(() => 'lost', {
    platformNamed: () => naming,
    send: async () => ({ status: 200, headers: {}, body: JSON.stringify(answer) }),
    ...over,
  });
  const work = createPollPlatforms(made.ports);
  const traces = () => [...made.table.items.values()].filter(({ kind }) => kind === 'trace');
  return { ...made, traces, run: (given: Partial<NamedThing> = {}) => work(JSON.stringify({ ...thing, ...given })) };
}

describe('a thing that an event only named', () => {
  it('goes onto the inbound queue as an event of its own, and what named it is traced', async () => {
    const { run, queued, traces } = fetcher(fetched);
    await run();
    expect(wordsIn(queued)).toEqual(['m-1']);
    expect(traces()).toMatchObject([
      { account: ACCOUNT, eventId: 'event-1', outcome: 'ignored', reason: 'fetched_review' },
    ]);
  });

  it('brings what else it holds, each an event of its own', async () => {
    const also = [{ account: ACCOUNT, id: 'event-3', payload: saidOnce('m-2') }];
    const { run, queued } = fetcher({ ...fetched, also });
    await run();
    expect(wordsIn(queued)).toEqual(['m-1', 'm-2']);
  });

  it('is traced when it was deleted meanwhile', async () => {
    const { run, queued, traces } = fetcher({ kind: 'gone' });
    await run();
    expect(queued).toEqual([]);
    expect(traces()).toMatchObject([{ eventId: 'event-1', reason: 'gone_review' }]);
  });

  it('is not traced before the queue has it', async () => {
    const { run, traces } = fetcher(fetched, { enqueue: () => Promise.reject(new Error('down')) });
    await expect(run()).rejects.toThrow('down');
    expect(traces()).toEqual([]);
  });

  it.each([
    ['as the platform says', 120, 120],
    ['a minute when it does not say', undefined, 60],
    ['no longer at a time than the queue can', 86_400, 900],
  ])('waits %s', async (_what, retryAfterSeconds, seconds) => {
    const { run, putOff } = fetcher({ kind: 'retry', reason: 'rate_limited', retryAfterSeconds });
    await run({ putOff: 3 });
    expect(putOff.map((each) => ({ ...each, body: JSON.parse(each.body) as unknown }))).toEqual([
      { body: { ...thing, putOff: 4 }, seconds },
    ]);
  });

  it('costs of the same budget as polls do', async () => {
    const { run, putOff, queued } = fetcher(fetched);
    for (let count = 0; count < BUDGET.requests + 1; count += 1) await run();
    expect(queued).toHaveLength(BUDGET.requests);
    expect(putOff).toMatchObject([{ seconds: BUDGET.perSeconds }]);
  });

  it.each<[string, Partial<NamedThing>, FetchAnswer, Partial<PollPorts>, string]>([
    ['put off too often', { putOff: 200 }, { kind: 'retry', reason: 'later' }, {}, 'put_off_too_often'],
    ['refused', {}, { kind: 'failed', reason: 'permission_missing' }, {}, 'permission_missing'],
    ['of a token that is refused twice', {}, { kind: 'stale_token' }, {}, 'token_refused'],
    ['of a platform that fetches nothing', {}, fetched, { platformNamed: () => undefined }, 'reference_without_fetch'],
    ['not named after all', {}, fetched, { platformNamed: () => polledPlatform }, 'not_a_reference'],
  ])('is parked with the reason when it is %s', async (_what, given, answer, over, reason) => {
    const { run, traces } = fetcher(answer, over);
    await expect(run(given)).rejects.toMatchObject({ name: 'PermanentError', reason });
    expect(traces()).toEqual([]);
  });
});

describe('the queue of polls', () => {
  it('parks what it can not read', async () => {
    const { ports } = poller(() => 'lost');
    for (const body of ['', '{}', '{"version":2,"kind":"poll","account":"x:1"}']) {
      await expect(createPollPlatforms(ports)(body)).rejects.toMatchObject({ reason: 'poll_work_unreadable' });
      expect(idsIn(body)).toEqual({});
    }
  });

  it('names work by its account alone', () => {
    expect(idsIn(JSON.stringify(thing))).toEqual({ kind: 'reference', account: ACCOUNT });
  });
});
