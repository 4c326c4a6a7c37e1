import { describe, expect, test } from 'vitest';
import type { Credentials } from '#domain/credentials.ts';
import type { PollState } from '#domain/poll-state.ts';
import { SILENT } from '#functions/shell/log.ts';
import type { WatchChannelsPorts } from '#functions/watch-channels/ports.ts';
import { createWatchChannels } from '#functions/watch-channels/watch-channels.ts';
import { platformNamed } from '#platforms/registry.ts';
import { memoryTable } from '#tests/support/memory-table.ts';

/** The watch over channels on the double of the table: what is heard, what falls quiet, what platforms say. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 9, 5);
const ACCOUNT = 'x:1';
const iso = (ms: number): string => new Date(ms).toISOString();

const TICK = JSON.stringify({ 'detail-type': 'Scheduled Event' });
const said = (ms: number, account = ACCOUNT): string =>
  JSON.stringify({ 'detail-type': 'message.received', detail: { time: iso(ms), data: { account, sentAt: iso(ms) } } });

function watch(changes: Partial<WatchChannelsPorts> = {}) {
  const table = memoryTable();
  const ordered: string[] = [];
  const time = { ms: START_MS };
  const run = createWatchChannels({
    ...table,
    accounts: async () => [],
    credentialsOf: async () => ({ accessToken: 'token' }),
    enqueue: async (bodies) => void ordered.push(...bodies),
    ask: async () => ({ kind: 'not_sent', reason: 'nobody_asked' }),
    platformNamed,
    webhookUrl: 'https://earshot.example',
    checkHours: 0,
    clock: () => iso(time.ms),
    log: SILENT,
    ...changes,
  });
  const work = (...bodies: string[]) => run(bodies.map((body, index) => ({ id: String(index), body })));
  return { table, time, work, ordered };
}

/** Four weeks in which somebody writes every other minute by day, and nobody at night. */
async function learned(changes: Partial<WatchChannelsPorts> = {}) {
  const watched = watch(changes);
  for (let ms = START_MS; ms < START_MS + 28 * DAY_MS; ms += 10 * MINUTE_MS) {
    const hour = new Date(ms).getUTCHours();
    if (hour < 8 || hour >= 20) continue;
    await watched.work(...[0, 2, 4, 6, 8].map((minute) => said(ms + minute * MINUTE_MS)));
  }
  watched.time.ms = START_MS + 28 * DAY_MS;
  return watched;
}

const healthOf = ({ table }: ReturnType<typeof watch>, concern: Parameters<typeof table.channels.get>[1]) =>
  table.channels.get(ACCOUNT, concern);

describe('silence', () => {
  test('is told when a busy channel falls quiet by day, and taken back when it is heard', async () => {
    const watched = await learned();
    const brokenMs = watched.time.ms + 11 * 60 * MINUTE_MS;
    for (let ms = watched.time.ms + 8 * 60 * MINUTE_MS; ms < brokenMs; ms += 2 * MINUTE_MS)
      await watched.work(said(ms));
    let toldMs: number | undefined;
    for (let ms = brokenMs; ms < brokenMs + 60 * MINUTE_MS && toldMs === undefined; ms += MINUTE_MS) {
      watched.time.ms = ms;
      expect(await watched.work(TICK)).toEqual([]);
      if ((await healthOf(watched, 'silence'))?.state === 'unwell') toldMs = ms;
    }
    expect((toldMs ?? 0) - brokenMs).toBeGreaterThan(5 * MINUTE_MS);
    expect((toldMs ?? 0) - brokenMs).toBeLessThan(40 * MINUTE_MS);
    expect(await healthOf(watched, 'silence')).toMatchObject({
      reason: 'silent',
      since: iso(brokenMs - 2 * MINUTE_MS),
    });
    await watched.work(said((toldMs ?? 0) + MINUTE_MS), TICK);
    expect(await healthOf(watched, 'silence')).toMatchObject({ state: 'well' });
  });

  test('of a night means nothing', async () => {
    const watched = await learned();
    for (let minute = -4 * 60; minute < 8 * 60; minute += 5) {
      watched.time.ms = START_MS + 28 * DAY_MS + minute * MINUTE_MS;
      await watched.work(TICK);
    }
    expect(await healthOf(watched, 'silence')).toBeUndefined();
  });

  test('is never told in a batch that brings words, in whatever order', async () => {
    const watched = await learned();
    watched.time.ms += 14 * 60 * MINUTE_MS;
    await watched.work(TICK, said(watched.time.ms - MINUTE_MS));
    expect(await healthOf(watched, 'silence')).toBeUndefined();
  });

  test('what nobody can read is left alone, and a fault brings the batch again', async () => {
    expect(await watch().work('{', '{}', 'null')).toEqual([]);
    const broken = watch({ rhythms: { all: async () => [], change: () => Promise.reject(new Error('down')) } });
    expect(await broken.work(said(START_MS), TICK)).toEqual(['0', '1']);
  });
});

describe('what was missed', () => {
  const more = { webhookId: '1', appToken: 'app' };
  const own = { accounts: async () => [{ account: ACCOUNT, more }] };
  const unwell = (watched: ReturnType<typeof watch>, concern: 'silence' | 'connection', reason: string) =>
    watched.table.channels.report({ account: ACCOUNT, concern, state: 'unwell', reason, since: iso(START_MS) });
  const heard = (watched: ReturnType<typeof watch>) => {
    watched.time.ms = START_MS + 60 * MINUTE_MS;
    return watched.work(said(watched.time.ms));
  };

  test('is ordered once when a silent channel is heard, from a little before its last word', async () => {
    const watched = watch(own);
    await heard(watched);
    expect(watched.ordered).toEqual([]);
    await unwell(watched, 'silence', 'silent');
    await heard(watched);
    await heard(watched);
    const gap = { from: iso(START_MS - 5 * MINUTE_MS), to: iso(START_MS + 60 * MINUTE_MS) };
    expect(watched.ordered.map((body) => JSON.parse(body) as unknown)).toEqual([
      { version: 1, kind: 'backfill', account: ACCOUNT, ...gap },
    ]);
  });

  test.each([
    ['is not set up for it', {}, ACCOUNT],
    ['is on a platform without such a call', more, 'telegram:1'],
    ['nobody has connected', more, 'x:2'],
  ])('is not ordered for an account that %s', async (_what, given, account) => {
    const watched = watch({ accounts: async () => [{ account, more: given }] });
    await unwell(watched, 'silence', 'silent');
    await heard(watched);
    expect(watched.ordered).toEqual([]);
    expect(await healthOf(watched, 'silence')).toMatchObject({ state: 'well' });
  });

  test('is ordered by the next word when the queue did not take the order, and holds up nobody', async () => {
    const queue = { isDown: true, took: [] as string[] };
    const watched = watch({
      ...own,
      enqueue: async (bodies) => (queue.isDown ? Promise.reject(new Error('down')) : void queue.took.push(...bodies)),
    });
    await heard(watched);
    await unwell(watched, 'silence', 'silent');
    watched.time.ms += MINUTE_MS;
    expect(await watched.work(said(watched.time.ms), said(watched.time.ms, 'x:2'), TICK)).toEqual([]);
    expect((await watched.table.rhythms.all()).map(({ account }) => account)).toContain('x:2');
    expect(await healthOf(watched, 'silence')).toMatchObject({ state: 'unwell' });
    queue.isDown = false;
    await heard(watched);
    expect(queue.took).toHaveLength(1);
    expect(await healthOf(watched, 'silence')).toMatchObject({ state: 'well' });
  });

  test.each([
    ['webhook_off', 1],
    ['other_webhook', 1],
    ['token_expired (401)', 0],
  ])('while the connection was %s is ordered so often: %i', async (reason, times) => {
    const watched = watch({
      ...own,
      checkHours: 6,
      ask: async () => ({ status: 200, headers: {}, body: JSON.stringify({ data: { id: '1' } }) }),
    });
    await unwell(watched, 'connection', reason);
    await watched.work(TICK);
    expect(watched.ordered).toHaveLength(times);
    if (times > 0)
      expect(JSON.parse(watched.ordered[0] ?? '')).toMatchObject({ from: iso(START_MS - 365 * MINUTE_MS) });
    expect(await healthOf(watched, 'connection')).toMatchObject({ state: 'well' });
  });
});

describe('polls that fail', () => {
  const state = (failure?: PollState['failure']): PollState => ({ account: ACCOUNT, revision: 1, failure });
  const polled = (of: PollState) =>
    watch({ accounts: async () => [{ account: ACCOUNT, more: {} }], pollStates: { getAll: async () => [of] } });

  test('are told after ten minutes, and taken back when a poll succeeds', async () => {
    const failure = { reason: 'forbidden', since: iso(START_MS - 10 * MINUTE_MS), at: iso(START_MS) };
    const early = polled(state({ ...failure, since: iso(START_MS - 9 * MINUTE_MS) }));
    await early.work(TICK);
    expect(await healthOf(early, 'polling')).toBeUndefined();
    const failing = polled(state(failure));
    await failing.work(TICK);
    expect(await healthOf(failing, 'polling')).toMatchObject({ state: 'unwell', reason: 'forbidden' });
  });
});

describe('asking platforms', () => {
  const asked: string[] = [];
  const asking = (status: number, body: unknown, credentials: Credentials = { accessToken: 'token' }) =>
    watch({
      checkHours: 6,
      accounts: async () => [{ account: ACCOUNT, more: {} }],
      credentialsOf: async () => credentials,
      ask: async ({ url }) => {
        asked.push(url);
        return { status, headers: {}, body: JSON.stringify(body) };
      },
    });

  test('is done once in six hours', async () => {
    asked.length = 0;
    const watched = asking(200, { data: { id: '1' } });
    for (let minute = 0; minute < 12 * 60; minute += 30) {
      watched.time.ms = START_MS + minute * MINUTE_MS;
      await watched.work(TICK);
    }
    expect(asked).toEqual(['https://api.x.com/2/users/me', 'https://api.x.com/2/users/me']);
  });

  test.each([
    ['a token that ran out', 401, {}, undefined, 'token_expired'],
    ['a token of somebody else', 200, { data: { id: '2' } }, undefined, 'other_account'],
    ['a token that ends in six days', 200, { data: { id: '1' } }, '2026-10-11', 'token_expires'],
  ])('tells %s', async (_what, status, body, expiresAt, reason) => {
    const watched = asking(status, body, { accessToken: 'token', ...(expiresAt && { more: { expiresAt } }) });
    await watched.work(TICK);
    expect(await healthOf(watched, 'connection')).toMatchObject({ state: 'unwell', reason });
  });

  test('a token that ends in eight days, and a platform that does not answer, say nothing', async () => {
    const sound = asking(200, { data: { id: '1' } }, { accessToken: 'token', more: { expiresAt: '2026-10-13' } });
    await sound.work(TICK);
    expect(await healthOf(sound, 'connection')).toBeUndefined();
    const busy = asking(503, {});
    await busy.work(TICK);
    expect(await healthOf(busy, 'connection')).toBeUndefined();
  });
});

describe('deliveries that are refused', () => {
  const proof = (outcome: string, ms: number, of: { account?: string | undefined; platform?: string } = {}): string =>
    JSON.stringify({ version: 1, kind: 'proof', platform: 'x', ...of, outcome, at: iso(ms) });
  const connected = {
    accounts: async () =>
      ['x:1', 'x:2', 'messenger:3'].map((account) => ({ account, more: { webhookId: '1', appToken: 'app' } })),
  };
  const unwellIn = async ({ table }: ReturnType<typeof watch>) =>
    (await table.channels.all()).flatMap(({ account, state, reason }) =>
      state === 'unwell' ? [[account, reason]] : [],
    );

  test.each([
    ['of a platform', undefined, 'x', ['x:1', 'x:2']],
    ['of an account with a secret of its own', '2', 'x', ['x:2']],
    ['of an address that platforms share', undefined, 'facebook', ['messenger:3']],
    ['of an account that nobody has connected', '9', 'x', []],
    ['of no platform', undefined, 'fax', []],
  ])('%s are told of the accounts that are connected', async (_what, account, platform, told) => {
    const watched = watch(connected);
    await watched.work(proof('signature_refused', START_MS, { account, platform }));
    expect(await unwellIn(watched)).toEqual(told.map((each) => [each, 'signature_refused']));
    expect((await watched.table.channels.all()).length).toBe(told.length);
  });

  test('are written once, however often they are told', async () => {
    const watched = watch(connected);
    for (let minute = 0; minute < 60; minute += 5)
      await watched.work(proof('signature_refused', START_MS + minute * MINUTE_MS));
    const items = [...watched.table.items.values()].filter(({ kind }) => kind === 'channel');
    expect(items.map(({ revision }) => revision)).toEqual([1, 1]);
  });

  test('say nothing of an account that is heard', async () => {
    const watched = watch(connected);
    await watched.work(said(START_MS, 'x:1'), proof('signature_refused', START_MS + MINUTE_MS));
    expect(await unwellIn(watched)).toEqual([['x:2', 'signature_refused']]);
  });

  test('are over when one is taken, and what was missed is ordered', async () => {
    const watched = watch(connected);
    await watched.work(proof('signature_refused', START_MS, { account: '1' }));
    watched.time.ms = START_MS + 60 * MINUTE_MS;
    await watched.work(proof('accepted', watched.time.ms));
    expect(await unwellIn(watched)).toEqual([]);
    expect(watched.ordered.map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { kind: 'backfill', account: 'x:1', from: iso(START_MS - 5 * MINUTE_MS) },
    ]);
  });
});
