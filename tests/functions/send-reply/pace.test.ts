import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_REST, nextSlot } from '#domain/pacing.ts';
import type { Reply } from '#domain/reply.ts';
import type { SendReplyPorts } from '#functions/send-reply/ports.ts';
import { createSendReply } from '#functions/send-reply/send-reply.ts';
import { restAfter } from '#platforms/pace.ts';
import type { Platform } from '#platforms/platform.ts';
import { platformNamed } from '#platforms/registry.ts';
import { NOW, TICKET } from '#tests/functions/agent-api/desk.ts';
import { envelope, type Outbox, ok, onX, outbox, replyIn } from './outbox.ts';

/** An account writes no faster than its platform takes it, and who waits for that has not failed. */

/** The most instants that fall into any span of this length. */
function mostWithin(instants: readonly number[], spanMs: number): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let first = 0;
  return sorted.reduce((most, at, index) => {
    while (at - (sorted[first] ?? at) >= spanMs) first++;
    return Math.max(most, index - first + 1);
  }, 0);
}

describe('slots', () => {
  it('are never more than the limit in any span, whenever they are asked for', () => {
    const limits = fc.record({
      requests: fc.integer({ min: 1, max: 300 }),
      perSeconds: fc.integer({ min: 1, max: 900 }),
      atOnce: fc.constantFrom(0.05, 0.5, 1),
    });
    const waits = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(limits, waits, (limit, steps) => {
        let state = AT_REST;
        let nowMs = Date.parse(NOW);
        const slots = steps.map((step) => {
          nowMs += step;
          const slot = nextSlot(state, limit, nowMs);
          state = slot.state;
          return slot.atMs;
        });
        expect(mostWithin(slots, limit.perSeconds * 1000)).toBeLessThanOrEqual(limit.requests);
      }),
    );
  });
});

const BURST = 1_000;
const PACE = { requests: 50, perSeconds: 900 };

async function queued({ table }: Outbox, first: Reply, size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, (_, number) => `burst-${number}`);
  for (const replyId of ids) await table.replies.put({ ...first, replyId });
  return ids;
}

/** The outbound queue: a fresh message for everything that is put off; a fifth failed receive parks it. */
async function burst(message: Parameters<typeof outbox>[0] = onX, spoken?: Platform, size = BURST) {
  const box = await outbox(message);
  const x = platformNamed('x');
  const first = await box.table.replies.get(TICKET, envelope.detail.data.replyId);
  if (!x || !first) throw new Error('no platform');
  let nowMs = Date.parse(NOW);
  const queue: { atMs: number; replyId: string; receives: number }[] = [];
  const sentAt: number[] = [];
  const parked: string[] = [];
  const ports: SendReplyPorts = {
    ...box.ports,
    platformNamed: () => spoken ?? { ...x, pace: PACE },
    clock: () => new Date(nowMs).toISOString(),
    send: async () => {
      sentAt.push(nowMs);
      return ok(`sent-${sentAt.length}`);
    },
    putOff: async ({ detail }, seconds) => {
      expect(seconds).toBeLessThanOrEqual(900);
      queue.push({ atMs: nowMs + seconds * 1000, replyId: detail.data.replyId, receives: 0 });
    },
  };
  const ids = await queued(box, first, size);
  queue.push(...ids.map((replyId) => ({ atMs: nowMs, replyId, receives: 0 })));
  const send = createSendReply(ports);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.sort((a, b) => a.atMs - b.atMs).shift()) {
      const { replyId, receives, atMs } = next;
      nowMs = Math.max(nowMs, atMs);
      const message = { ...envelope, detail: { data: { ticketId: TICKET, replyId } } };
      await send(message).catch(() => {
        if (receives === 4) parked.push(replyId);
        else queue.push({ atMs: nowMs + 180_000, replyId, receives: receives + 1 });
      });
    }
  };
  return { work, sentAt, parked };
}

describe('a burst to one account beyond its rate', () => {
  it('is all sent in the end, none twice, none parked, and the pace is kept', async () => {
    const { work, sentAt, parked } = await burst();
    await work();
    expect([sentAt.length, parked]).toEqual([BURST, []]);
    expect(mostWithin(sentAt, PACE.perSeconds * 1000)).toBeLessThanOrEqual(PACE.requests);
    const hours = ((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)) / 3_600_000;
    // Twenty spans of a quarter of an hour at the whole rate: what is left over costs little.
    expect(hours).toBeLessThan(6);
  }, 180_000);
});

describe('direct messages of X', () => {
  const DM = { channel: 'x.dm', visibility: 'private' } as const;

  it('have a pace of their own: a burst is all sent, and in no quarter of an hour more than 15', async () => {
    const x = platformNamed('x');
    const { work, sentAt, parked } = await burst({ ...onX, ...DM }, x, 200);
    await work();
    expect([sentAt.length, parked]).toEqual([200, []]);
    expect(mostWithin(sentAt, 900_000)).toBeLessThanOrEqual(15);
    expect(((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)) / 3_600_000).toBeLessThan(4);
  }, 60_000);

  it('do not hold up posts, nor posts them, also where X asks for silence', async () => {
    const box = await outbox(onX);
    const first = await replyIn(box);
    if (!first) throw new Error('no reply');
    for (const [replyId, visibility] of [
      ['dm-1', 'private'],
      ['dm-2', 'private'],
      ['post-2', 'public'],
    ] as const)
      await box.table.replies.put({ ...first, replyId, visibility });
    const send = (replyId: string) =>
      createSendReply(box.ports)({ ...envelope, detail: { data: { ticketId: TICKET, replyId } } });
    box.api.answers(({ url }) =>
      url.endsWith('/messages') ? { status: 429, headers: { 'retry-after': '600' }, body: '{}' } : ok('sent-1'),
    );
    expect([await send('dm-1'), await send('dm-2')]).toEqual(['put_off', 'put_off']);
    expect([await box.deliver(), await send('post-2')]).toEqual(['sent', 'sent']);
    expect(box.api.requests.filter(({ url }) => url.endsWith('/messages'))).toHaveLength(1);
  });
});

describe('a platform that asks for silence', () => {
  const busy = (headers: Record<string, string>) => ({ status: 200, headers, body: '{"data":{"id":"sent-1"}}' });

  it('is not written to by the next reply of the account', async () => {
    const box = await outbox(onX);
    const date = 'Mon, 02 Mar 2026 10:00:00 GMT';
    const reset = String(Date.parse(NOW) / 1000 + 120);
    box.api.answers(() => busy({ date, 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset }));
    await box.deliver();
    const reply = await replyIn(box);
    if (!reply) throw new Error('no reply');
    await box.table.replies.put({ ...reply, replyId: 'next', state: 'queued', attempt: 0, text: 'More.' });
    const next = { ...envelope, detail: { data: { ticketId: TICKET, replyId: 'next' } } };
    expect(await createSendReply(box.ports)(next)).toBe('put_off');
    expect([box.putOff, box.api.requests.length]).toEqual([[120], 1]);
    box.pass(120);
    expect(await createSendReply(box.ports)(next)).toBe('sent');
  });

  it('that says how long is asked again then, and not before', async () => {
    const box = await outbox(onX);
    box.api.answers(() => ({ status: 429, headers: { 'retry-after': '1800' }, body: '{}' }));
    expect(await box.deliver()).toBe('put_off');
    box.pass(900);
    expect(await box.deliver()).toBe('put_off');
    expect([box.putOff, box.api.requests.length]).toEqual([[900, 900], 1]);
    box.pass(900);
    box.api.answers(() => ok('sent-1'));
    expect(await box.deliver()).toBe('sent');
  });

  it('is not waited for longer than a day', async () => {
    const box = await outbox(onX);
    box.api.answers(() => ({ status: 429, headers: { 'retry-after': '60' }, body: '{}' }));
    expect(await box.deliver()).toBe('put_off');
    box.pass(24 * 3600 + 1);
    expect(await box.deliver()).toBe('failed');
  });

  it.each([
    [{ 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '212' }, 212],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-03-02T10:05:00.000Z' }, 300],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '1772446500' }, 900],
    [{ 'x-rate-limit-remaining': '1', 'x-rate-limit-reset': '1772446500' }, undefined],
    [{ 'x-app-usage': '{"call_count":94,"total_time":1,"total_cputime":2}' }, undefined],
    [{ 'x-app-usage': '{"call_count":95,"total_time":1,"total_cputime":2}' }, 300],
    [
      {
        'x-business-use-case-usage':
          '{"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":7}]}',
      },
      420,
    ],
    [{ 'x-app-usage': 'not json' }, undefined],
  ])('says so in headers: %j', (headers, seconds) => {
    expect(restAfter({ status: 200, headers, body: '' }, Date.parse(NOW))).toBe(seconds);
  });
});
