import { describe, expect, it } from 'vitest';
import { atMinute } from '#tests/support/messages.ts';
import { envelope, said, standardEvent, startTriage } from '#tests/support/triage.ts';

/** What people don't write, and what an item of 400 KB makes of it. */

const about = { thread: 'thread-1', customer: { id: 'customer-1' } };
const edited = (text: string, minute: number) =>
  standardEvent('message.updated', { id: 'm-1', ...about, text }, atMinute(minute));
const deleted = standardEvent('message.deleted', { id: 'm-1', ...about }, atMinute(90));
const photo = standardEvent('message.created', {
  id: 'm-1',
  ...about,
  attachments: [{ type: 'image', url: 'https://cdn.example.com/private-photo.jpg' }],
});

describe('limits', () => {
  it.each([
    ['after it', [photo, deleted]],
    ['before it', [deleted, photo]],
  ])('the attachments of a message go with its deletion, told %s', async (_name, events) => {
    const run = startTriage();
    for (const event of events) await run.deliver(envelope(event));
    expect(JSON.stringify(run.kinds('message'))).not.toContain('private-photo');
    expect(run.kinds('message')).toHaveLength(1);
  });

  it('parks a message whose name or attachments no item holds, alone, its neighbour in the talk stored', async () => {
    const run = startTriage();
    const huge = standardEvent('message.created', {
      id: 'm-2',
      ...about,
      text: 'hello',
      customer: { id: 'customer-1', name: 'n'.repeat(500_000) },
    });
    expect(await run.deliver(envelope(said('m-1'), huge, said('m-3')))).toEqual([]);
    expect(run.parked.map(({ reason }) => reason)).toEqual(['message_too_large']);
    expect(run.kinds('message')).toHaveLength(2);
  });

  it('parks an event too large for a queue message by its claim', async () => {
    const run = startTriage();
    const key = 'claims/standard/1.json';
    const { account, id, payload } = standardEvent('message.created', {
      id: 'm-9',
      text: 'x'.repeat(2_000_000),
      customer: {},
    });
    await run.blobs.put(key, JSON.stringify(payload));
    const claim = {
      version: 1,
      kind: 'claim',
      platform: 'standard',
      receivedAt: atMinute(0),
      deliveryId: 'd',
      account,
      id,
      key,
    };
    expect(await run.deliver(JSON.stringify(claim))).toEqual([]);
    expect(run.parked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([claim]);
    expect([...run.blobs.kept.keys()]).toEqual([key]);
  });

  it('keeps the last of many long edits, in an item that a table takes', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1')));
    for (let minute = 1; minute <= 30; minute++)
      await run.deliver(envelope(edited(`${minute} `.repeat(14_000), minute)));
    const [item] = run.kinds('amendments');
    expect(JSON.stringify(item).length).toBeLessThan(400_000);
    const last = ((item?.['amendments'] ?? []) as { text?: string }[]).at(-1);
    expect(last?.text?.startsWith('30 ')).toBe(true);
  });

  it('keeps an edit longer than an item whole in the bucket until it is deleted', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1')), envelope(edited('word '.repeat(10_000), 1)));
    expect([...run.blobs.kept.values()].map(({ length }) => length)).toEqual([50_000]);
    await run.deliver(envelope(deleted));
    expect([...run.blobs.kept.keys()]).toEqual([]);
  });

  it('tells a ticket of a thousand messages of one batch in entries that fit', async () => {
    const run = startTriage();
    await run.deliver(
      envelope(...Array.from({ length: 1000 }, (_, index) => said(`m-${index}`, { sentAt: atMinute(index) }))),
    );
    expect(run.kinds('entry')).toHaveLength(2);
    expect(run.kinds('ticket').map(({ ticket }) => (ticket as { lastMessageSeen: number }).lastMessageSeen)).toEqual([
      1000,
    ]);
  });
});
