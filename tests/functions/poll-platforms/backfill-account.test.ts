import { describe, expect, it } from 'vitest';
import { type BackfillOrder, pollWork } from '#contracts/poll-work.ts';
import { backfillAccount } from '#functions/poll-platforms/backfill-account.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { SILENT } from '#functions/shell/log.ts';
import { understand } from '#functions/triage/understand.ts';
import type { ApiResponse } from '#platforms/api-call.ts';
import type { ApiRequest } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import { inboxOf } from '#platforms/messenger/payloads.ts';
import { type PlatformName, platformNamed, platforms } from '#platforms/registry.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { memoryBlobs } from '#tests/support/triage.ts';
import { envelopesIn } from './polled.ts';

/** Gaps that are filled from the platforms' doubles, over a queue whose time is virtual. */

const NOON_MS = Date.UTC(2026, 10, 22, 12);
const HOUR_MS = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const saidAt = (name: PlatformName, sentAtMs: number) => ({
  account: doubles[name].account,
  customer: { id: '555', name: 'Ada', handle: 'ada', followers: 1 },
  id: `m_${sentAtMs}`,
  text: 'Where is my order?',
  sentAtMs,
});

/** What X is asked with: its webhook and bearer token are the app's. */
const OF_THE_APP = { webhookId: '1146654567674912769', appToken: 'seed-app' };

interface Played {
  readonly name: PlatformName;
  readonly pages?: readonly unknown[];
  /** What the platform says before it answers. */
  readonly troubles?: ApiResponse[];
  readonly token?: string;
}

interface Asked {
  readonly atMs: number;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string | undefined;
}

/** The platform's double as poll-platforms speaks to it, with what it was asked. */
function playing({ name, pages = [], troubles = [] }: Played, clock: { ms: number }) {
  const left = [...pages];
  const requests: Asked[] = [];
  const api = doubles[name].api({
    tokens: ['seed', 'seed-app'],
    lastHeard: () => undefined,
    nextPage: () => left.shift(),
    thing: () => undefined,
  });
  const send: PollPorts['send'] = async ({ method, url, headers, body }) => {
    const { pathname: path, searchParams: query } = new URL(url);
    requests.push({ atMs: clock.ms, path, query, body });
    const trouble = troubles.shift();
    if (trouble) return trouble;
    const call: ApiRequest = { method, path, query, headers, body: body ?? '', nowMs: clock.ms, messageId: '9' };
    const { answer } = api(call);
    return { status: answer.status, headers: {}, body: JSON.stringify(answer.body) };
  };
  return { requests, send };
}

function gapFiller(played: Played) {
  const { name, token = 'seed' } = played;
  const clock = { ms: NOON_MS };
  const queue: { body: string; atMs: number }[] = [];
  const inbound: string[] = [];
  const { requests, send } = playing(played, clock);
  const ports: PollPorts = {
    ...memoryTable(),
    platformNamed,
    credentialsOf: async () => ({ ...doubles[name].credentials(token), ...(name === 'x' && { more: OF_THE_APP }) }),
    send,
    blobs: memoryBlobs(),
    enqueue: async (bodies) => void inbound.push(...bodies),
    putOff: async (body, seconds) => void queue.push({ body, atMs: clock.ms + seconds * 1000 }),
    clock: () => iso(clock.ms),
    log: SILENT,
    count: () => {},
  };
  /** Works through the order and whatever it puts back, until the queue is empty. */
  const run = async (gap: { from: number; to: number }): Promise<string> => {
    const account = `${name}:${doubles[name].account}`;
    const order: BackfillOrder = { version: 1, kind: 'backfill', account, from: iso(gap.from), to: iso(gap.to) };
    let outcome: string = await backfillAccount(ports, order);
    for (let next = queue.shift(); next; next = queue.shift()) {
      clock.ms = next.atMs;
      outcome = await backfillAccount(ports, pollWork.parse(JSON.parse(next.body)) as BackfillOrder);
    }
    return outcome;
  };
  return { run, ports, inbound, requests, events: () => arrivalsIn(inbound) };
}

/** Each event on the inbound queue, as triage takes it. */
const arrivalsIn = (inbound: readonly string[]) =>
  envelopesIn(inbound).flatMap((envelope) =>
    envelope.kind === 'events' ? envelope.events.map((event) => ({ ...envelope, event, recordId: '1' })) : [],
  );

describe.each(['messenger', 'instagram'] as const)('the inbox of %s', (name) => {
  const gap = { from: NOON_MS - 5 * HOUR_MS, to: NOON_MS };
  const [new1, new2, old] = [NOON_MS - HOUR_MS, NOON_MS - 2 * HOUR_MS, NOON_MS - 6 * HOUR_MS].map((ms) =>
    saidAt(name, ms),
  ) as [ReturnType<typeof saidAt>, ReturnType<typeof saidAt>, ReturnType<typeof saidAt>];

  it('gives what was said in the gap, a page a second, and no page behind the first talk that is too old', async () => {
    const { run, requests, events } = gapFiller({
      name,
      pages: [inboxOf([new1], 'a'), inboxOf([new2, old], 'b'), inboxOf([old])],
    });
    expect(await run(gap)).toBe('complete');
    expect(events().map(({ event }) => event.id)).toEqual([`message:${new1.id}`, `message:${new2.id}`]);
    expect(requests.map(({ atMs, query }) => [atMs - NOON_MS, query.get('after')])).toEqual([
      [0, null],
      [1_000, 'a'],
    ]);
    expect(requests[0]?.path).toBe(name === 'messenger' ? '/v26.0/100200300/conversations' : '/v26.0/me/conversations');
  });

  it('gives the events that the webhook would have brought, marked as missed', async () => {
    const { run, events } = gapFiller({ name, pages: [inboxOf([new1])] });
    await run(gap);
    const [found] = events();
    const delivered = platforms[name].split(doubles[name].says[`${name}.dm`]?.(new1), {
      id: 'd',
      headers: {},
      pathAccount: undefined,
    });
    expect(found?.event).toMatchObject({ account: `${name}:${new1.account}`, id: delivered[0]?.id });
    expect(found && understand(found).meaning).toMatchObject({
      kind: 'message',
      message: { customerId: '555', text: new1.text, direction: 'in', missed: true, sentAt: iso(new1.sentAtMs) },
    });
  });

  it('reads no further back than a week', async () => {
    const long = { from: NOON_MS - 30 * 24 * HOUR_MS, to: NOON_MS };
    const { run, events } = gapFiller({
      name,
      pages: [inboxOf([saidAt(name, NOON_MS - 167 * HOUR_MS), saidAt(name, NOON_MS - 169 * HOUR_MS)])],
    });
    await run(long);
    expect(events()).toHaveLength(1);
    const { run: late, requests } = gapFiller({ name });
    expect(await late({ from: long.from, to: NOON_MS - 200 * HOUR_MS })).toBe('nothing_to_have');
    expect(requests).toEqual([]);
  });

  it('gives the same events when it is asked twice', async () => {
    const pages = [inboxOf([new1]), inboxOf([new1])];
    const { run, events } = gapFiller({ name, pages });
    await run(gap);
    await run(gap);
    expect(new Set(events().map(({ event }) => event.id))).toEqual(new Set([`message:${new1.id}`]));
  });

  it('waits as the platform says, from where it was', async () => {
    const busy = { status: 400, headers: { 'retry-after': '120' }, body: '{"error":{"code":613}}' };
    const { run, requests, events } = gapFiller({ name, pages: [inboxOf([new1])], troubles: [busy, busy] });
    expect(await run(gap)).toBe('complete');
    expect(requests.map(({ atMs }) => (atMs - NOON_MS) / 1000)).toEqual([0, 120, 240]);
    expect(events()).toHaveLength(1);
  });

  it('is parked with its reason when somebody has to mend something', async () => {
    const refused = gapFiller({ name, token: 'stolen' });
    await expect(refused.run(gap)).rejects.toMatchObject({ name: 'PermanentError', reason: 'token_refused' });
    const forbidden = { status: 403, headers: {}, body: '{"error":{"code":200}}' };
    const denied = gapFiller({ name, troubles: [forbidden] });
    await expect(denied.run(gap)).rejects.toMatchObject({ reason: 'permission_missing' });
    const endless = Array.from({ length: 101 }, () => ({ status: 503, headers: {}, body: '' }));
    await expect(gapFiller({ name, troubles: endless }).run(gap)).rejects.toMatchObject({
      reason: 'put_off_too_often',
    });
  });

  it('does not go on when the queue does not take a page', async () => {
    const { run, ports } = gapFiller({ name, pages: [inboxOf([new1], 'a')] });
    Object.assign(ports, { enqueue: () => Promise.reject(new Error('down')) });
    await expect(run(gap)).rejects.toThrow('down');
  });
});

describe('the replay of X', () => {
  it('is asked for once, when the last minute of the gap is old enough, in the name of the app', async () => {
    const { run, requests, inbound } = gapFiller({ name: 'x' });
    expect(await run({ from: NOON_MS - 2 * HOUR_MS, to: NOON_MS })).toBe('complete');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.atMs).toBe(NOON_MS + 31 * 60_000);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ from_date: '202611221000', to_date: '202611221200' });
    expect(inbound).toEqual([]);
  });

  it('reaches a day back, and no further', async () => {
    const { run, requests } = gapFiller({ name: 'x' });
    await run({ from: NOON_MS - 72 * HOUR_MS, to: NOON_MS });
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ from_date: '202611211231' });
    const late = gapFiller({ name: 'x' });
    expect(await late.run({ from: NOON_MS - 72 * HOUR_MS, to: NOON_MS - 48 * HOUR_MS })).toBe('nothing_to_have');
  });
});

describe('a platform that has no such call', () => {
  it('is not asked', async () => {
    const { run, requests } = gapFiller({ name: 'telegram' });
    expect(await run({ from: NOON_MS - HOUR_MS, to: NOON_MS })).toBe('not_offered');
    expect(requests).toEqual([]);
  });
});
