import { describe, expect, it } from 'vitest';
import { pageComment } from '#platforms/facebook/payloads.ts';
import { pageMessage } from '#platforms/messenger/payloads.ts';
import { platforms } from '#platforms/registry.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';
import { envelope, said, standardEvent, startTriage } from '#tests/support/triage.ts';

const spoken = { account: '1', customer: { id: '2' }, id: '5_6', text: 'Hello', sentAtMs: Date.parse(NOON) };

const ticketsOf = (run: ReturnType<typeof startTriage>) =>
  run.kinds('ticket').map(({ ticket }) => ticket as Record<string, unknown>);
const live = (run: ReturnType<typeof startTriage>) => ticketsOf(run).filter(({ mergedInto }) => !mergedInto);

describe('triage', () => {
  it('makes a ticket of a first message: message, pointer, customer, ticket, entry', async () => {
    const run = startTriage();
    expect(await run.deliver(envelope(said('m-1')))).toEqual([]);
    expect([...run.table.items.values()].map(({ kind }) => kind).sort()).toEqual([
      'customer',
      'entry',
      'message',
      'pointer',
      'ticket',
    ]);
    expect(live(run)[0]).toMatchObject({ status: 'new', lastMessageSeen: 1 });
  });

  it('keeps a message once, however often it comes, in one batch or in many', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1'), said('m-1')), envelope(said('m-1')));
    await run.deliver(envelope(said('m-1')));
    expect(run.kinds('message')).toHaveLength(1);
    expect(live(run)[0]).toMatchObject({ lastMessageSeen: 1, revision: 1 });
    expect(run.counted).toEqual(['MessagesStored', 'MessagesSeenAgain']);
  });

  it('folds a ticket once a batch', async () => {
    const run = startTriage();
    await run.deliver(
      envelope(...Array.from({ length: 20 }, (_, index) => said(`m-${index}`, { sentAt: atMinute(index) }))),
    );
    expect(live(run)[0]).toMatchObject({ lastMessageSeen: 20, revision: 1 });
    expect(run.kinds('entry')).toHaveLength(1);
  });

  it('keeps one ticket a customer and thread', async () => {
    const run = startTriage();
    const all = [
      said('m-1'),
      said('m-2', { customer: 'customer-2' }),
      said('m-3', { thread: 'thread-2' }),
      said('m-4'),
    ];
    await run.deliver(envelope(...all));
    expect(live(run)).toHaveLength(3);
  });

  it('parks an event that nobody can read, alone and with its reason, its neighbours stored', async () => {
    const run = startTriage();
    const broken = standardEvent('message.created', { id: 'm-2', customer: {} });
    expect(await run.deliver(envelope(said('m-1'), broken, said('m-3')))).toEqual([]);
    expect(run.kinds('message')).toHaveLength(2);
    expect(run.parked).toHaveLength(1);
    expect(JSON.parse(run.parked[0]?.body ?? '').events).toEqual([broken]);
    expect(run.parked[0]?.reason).toMatch(/^[a-z_]+$/);
    expect([...run.counted].sort()).toEqual(['EventsParked', 'MessagesStored', 'MessagesStored']);
  });

  it('parks a record that is no envelope, and one of an unknown platform', async () => {
    const run = startTriage();
    expect(await run.deliver('not json', envelope(said('m-1')).replaceAll('standard:', 'gopher:'))).toEqual([]);
    expect(run.parked.map(({ reason }) => reason)).toEqual(['envelope_unreadable', 'unknown_platform']);
  });

  it('reads each event with the platform that its account names, whatever address it came to', async () => {
    const run = startTriage();
    const body = (pageComment(spoken) as { entry: unknown[] }).entry.concat(
      (pageMessage({ ...spoken, id: 'm_2' }) as { entry: unknown[] }).entry,
    );
    const events = platforms.messenger.split({ object: 'page', entry: body }, { id: 'd', headers: {} });
    const delivered = { version: 1, kind: 'events', platform: 'messenger', receivedAt: NOON, deliveryId: 'd', events };
    expect(await run.deliver(JSON.stringify(delivered))).toEqual([]);
    const channels = run.kinds('message').map(({ message }) => (message as { channel: string }).channel);
    expect(channels.sort()).toEqual(['facebook.comment', 'messenger.dm']);
    expect(run.parked).toEqual([]);
  });

  it('keeps an unknown event whole, and a large one in the bucket', async () => {
    const run = startTriage();
    await run.deliver(
      envelope(
        standardEvent('contact.created', { fields: 1 }),
        standardEvent('blob.created', { big: 'x'.repeat(250_000) }),
      ),
    );
    const traces = run.kinds('trace');
    expect(traces.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
    expect(traces.some(({ payload }) => String(payload).includes('contact.created'))).toBe(true);
    expect([...run.blobs.kept.keys()]).toHaveLength(1);
  });

  it('keeps a very long text whole in the bucket and its beginning in the table', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1', { text: 'word '.repeat(40_000) })));
    const [item] = run.kinds('message');
    const message = item?.['message'] as { text: string; textKey: string };
    expect(message.text.length).toBe(30_000);
    expect(run.blobs.kept.get(message.textKey)?.length).toBe(200_000);
  });

  it('leaves a record to be retried when an engine is down, and keeps what the others brought', async () => {
    const down = startTriage(undefined, {
      customers: { remember: async () => Promise.reject(new Error('engine down')), tier: async () => undefined },
    });
    expect(await down.deliver(envelope(said('m-1')), envelope(standardEvent('contact.created', {})))).toEqual([
      'record-0',
    ]);
    expect(down.kinds('trace')).toHaveLength(1);
    expect(down.parked).toEqual([]);
  });
});

describe('edits and deletions', () => {
  const edited = standardEvent(
    'message.updated',
    { id: 'm-1', thread: 'thread-1', customer: { id: 'customer-1' }, text: 'My order is on fire, urgent' },
    atMinute(1),
  );
  const deleted = standardEvent(
    'message.deleted',
    { id: 'm-1', thread: 'thread-1', customer: { id: 'customer-1' } },
    atMinute(2),
  );
  const essence = (run: ReturnType<typeof startTriage>) => {
    const [ticket] = live(run);
    return {
      status: ticket?.['status'],
      assessment: ticket?.['assessment'],
      episode: ticket?.['episode'],
      seen: ticket?.['lastMessageSeen'],
    };
  };

  it.each([
    ['an edit', [said('m-1'), edited]],
    ['a deletion', [said('m-1'), deleted]],
    ['both', [said('m-1'), edited, deleted]],
  ])('end the same in any order: %s', async (_name, events) => {
    const inOrder = startTriage();
    for (const event of events) await inOrder.deliver(envelope(event));
    const reversed = startTriage();
    for (const event of [...events].reverse()) await reversed.deliver(envelope(event));
    expect(essence(reversed)).toEqual(essence(inOrder));
    expect(essence(inOrder).seen).toBe(1);
  });

  it('judge the ticket by what the message says now', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1')));
    await run.deliver(envelope(edited));
    await run.deliver(envelope(edited));
    expect(live(run)[0]).toMatchObject({ assessment: { priority: 'P1' }, revision: 2 });
  });

  it.each([['after its message'], ['before it']])('that only repeat the words are no change: told %s', async (when) => {
    const run = startTriage();
    const words = said('m-1');
    const { text } = (words.payload as { data: { text: string } }).data;
    const data = { id: 'm-1', thread: 'thread-1', customer: { id: 'customer-1' }, text };
    const repeated = standardEvent('message.updated', data, atMinute(0));
    for (const event of when === 'before it' ? [repeated, words] : [words, repeated]) {
      await run.deliver(envelope(event));
    }
    expect(live(run)[0]).toMatchObject({ revision: 1 });
  });

  it('take the words of a deleted message away and leave the fact', async () => {
    const run = startTriage();
    await run.deliver(envelope(deleted));
    await run.deliver(envelope(said('m-1')));
    const [item] = run.kinds('message');
    expect(JSON.stringify(item)).not.toContain('Where is my order');
    expect(run.kinds('message')).toHaveLength(1);
  });
});

describe('a closed ticket', () => {
  it('gets a linked successor when its customer writes again', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1')));
    const [first] = live(run);
    const id = String(first?.['id']);
    await run.table.tickets.change(
      id,
      (ticket) =>
        ticket && {
          body: { ...ticket, status: 'closed' },
          deed: { type: 'moved', from: 'resolved', to: 'closed' },
          by: { kind: 'system' },
          at: NOON,
          isWork: false,
        },
    );
    await run.deliver(envelope(said('m-2', { sentAt: atMinute(9) })), envelope(said('m-3', { sentAt: atMinute(10) })));
    const successor = live(run).find((ticket) => ticket['predecessor'] === id);
    expect(live(run)).toHaveLength(2);
    expect(successor).toMatchObject({ status: 'new', lastMessageSeen: 2 });
  });
});
