import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '#domain/message.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';
import { envelope, said, standardEvent, startTriage } from '#tests/support/triage.ts';

/** What comes again: as it was, under another thread, for another customer, after its ticket was closed. */

type Run = ReturnType<typeof startTriage>;
type Kept = { id: string; status: string; lastMessageSeen: number; mergedInto?: string; predecessor?: string };

const tickets = (run: Run) => run.kinds('ticket').map(({ ticket }) => ticket as Kept);
const live = (run: Run) => tickets(run).filter(({ mergedInto }) => !mergedInto);

/** Which messages lie together, whatever their tickets are called. */
function matters(run: Run): string[][] {
  const byId = new Map(tickets(run).map((ticket) => [ticket.id, ticket]));
  const home = (id: string): string => {
    const next = byId.get(id)?.mergedInto;
    return next ? home(next) : id;
  };
  const messages = run.kinds('message').map(({ ticketId, message }) => ({
    at: home(String(ticketId)),
    id: (message as Message).id,
  }));
  const together = [...Map.groupBy(messages, ({ at }) => at).values()];
  return together.map((each) => each.map(({ id }) => id).sort()).sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

async function close(run: Run): Promise<void> {
  for (const { id } of live(run)) {
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
  }
}

const named = { id: 'm-1', thread: 'thread-1', customer: { id: 'customer-1' } };
const edited = standardEvent('message.updated', { ...named, text: 'Never mind' }, atMinute(3));
const deleted = standardEvent('message.deleted', named, atMinute(5));

describe('copies of a message that name different threads', () => {
  const first = said('m-1');
  const copy = said('m-1', { thread: 'thread-2' });
  const neighbour = said('m-2', { thread: 'thread-2', sentAt: atMinute(1) });

  it.each([
    ['in one delivery', [[first, copy]]],
    ['one after the other', [[first], [copy]]],
    ['around a neighbour', [[neighbour], [first], [copy]]],
    ['in one delivery, and the neighbour is there', [[neighbour], [first, copy]]],
  ])('are one matter: %s', async (_, deliveries) => {
    const run = startTriage();
    for (const events of deliveries) await run.deliver(envelope(...events));
    await run.deliver(envelope(neighbour));
    expect(matters(run)).toEqual([['m-1', 'm-2']]);
    expect(live(run)).toMatchObject([{ lastMessageSeen: 2 }]);
  });

  it('change nothing more when they come again', async () => {
    const run = startTriage();
    for (const event of [first, copy, neighbour]) await run.deliver(envelope(event));
    const before = JSON.stringify([...run.table.items.values()]);
    for (const event of [neighbour, copy, first]) await run.deliver(envelope(event));
    expect(JSON.stringify([...run.table.items.values()])).toBe(before);
  });

  it('lie together in the same way, whatever came first and with what', async () => {
    const events = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 8,
      selector: String,
    });
    await fc.assert(
      fc.asyncProperty(events, fc.infiniteStream(fc.nat({ max: 7 })), async (pairs, dice) => {
        const said4 = ([message, thread]: readonly [number, number]) =>
          said(`m-${message}`, { thread: `thread-${thread}`, sentAt: atMinute(message) });
        const inOrder = startTriage();
        for (const pair of pairs) await inOrder.deliver(envelope(said4(pair)));
        const drawn = pairs.map((pair) => ({ pair, at: dice.next().value as number }));
        const shuffled = drawn.sort((a, b) => a.at - b.at).map(({ pair }) => pair);
        const batched = startTriage();
        for (let at = 0; at < shuffled.length; ) {
          const size = 1 + ((dice.next().value as number) % 3);
          await batched.deliver(envelope(...shuffled.slice(at, at + size).map(said4)));
          at += size;
        }
        expect(matters(batched)).toEqual(matters(inOrder));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a copy that names another customer', () => {
  const other = { customer: 'customer-2', thread: 'thread-9' };
  const another = said('m-1', { ...other, text: 'I am somebody else' });
  const words = (run: Run) => run.kinds('message').map(({ message }) => (message as Message).text);

  it('opens no second ticket', async () => {
    const run = startTriage();
    await run.deliver(envelope(said('m-1')));
    await run.deliver(envelope(said('m-1', other)));
    expect(tickets(run)).toMatchObject([{ lastMessageSeen: 1 }]);
  });

  it('opens no second ticket in the same delivery either', async () => {
    const run = startTriage();
    expect(await run.deliver(envelope(said('m-1'), said('m-1', other)))).toEqual([]);
    await run.deliver(envelope(said('m-1'), said('m-1', other)));
    expect(tickets(run)).toMatchObject([{ lastMessageSeen: 1 }]);
  });

  it('and says something else is no copy: each has a ticket, and neither is told twice', async () => {
    for (const events of [
      [said('m-1'), another],
      [another, said('m-1')],
    ]) {
      const run = startTriage();
      for (const event of [...events, ...events]) await run.deliver(envelope(event));
      await run.deliver(envelope(...events));
      expect(words(run).sort()).toEqual(['I am somebody else', 'Where is my order?']);
      expect(live(run)).toMatchObject([{ lastMessageSeen: 1 }, { lastMessageSeen: 1 }]);
    }
  });

  it('is no copy whose words are long either: both stay whole', async () => {
    const run = startTriage();
    const long = (letter: string) => letter.repeat(50_000);
    await run.deliver(envelope(said('m-1', { text: long('a') })));
    await run.deliver(envelope(said('m-1', { ...other, text: long('b') })));
    expect([...run.blobs.kept.values()].sort()).toEqual([long('a'), long('b')]);
  });

  it('brings no words back that were taken back', async () => {
    const run = startTriage();
    for (const event of [said('m-1'), deleted, said('m-1', other)]) await run.deliver(envelope(event));
    expect(words(run)).toEqual([undefined]);
    expect(tickets(run)).toHaveLength(1);
  });
});

describe('after its ticket was closed', () => {
  const closedWith = async (...events: ReturnType<typeof said>[]) => {
    const run = startTriage();
    for (const event of events) await run.deliver(envelope(event));
    await close(run);
    return run;
  };

  it.each([
    ['a message', [said('m-1')], said('m-1')],
    ['an edit', [said('m-1'), edited], edited],
    ['a deletion', [said('m-1'), deleted], deleted],
    ['a message that was edited', [said('m-1'), edited], said('m-1')],
  ])('%s that comes again opens no other', async (_, before, again) => {
    const run = await closedWith(...before);
    await run.deliver(envelope(again));
    await run.deliver(envelope(again));
    expect(tickets(run)).toMatchObject([{ status: 'closed', lastMessageSeen: 1 }]);
  });

  it('a message that comes again leaves the link to the successor that the next one opens', async () => {
    const run = await closedWith(said('m-1'));
    await run.deliver(envelope(said('m-1')));
    await run.deliver(envelope(said('m-1'), said('m-2', { sentAt: atMinute(9) })));
    const [closed] = tickets(run);
    expect(live(run)).toMatchObject([{ status: 'closed' }, { predecessor: closed?.id, lastMessageSeen: 1 }]);
    expect(live(run)).toHaveLength(2);
  });

  it('a deletion takes the words away, is in the history, and opens no other', async () => {
    const run = await closedWith(said('m-1'));
    await run.deliver(envelope(deleted));
    expect(tickets(run)).toMatchObject([{ status: 'closed' }]);
    expect(JSON.stringify(run.kinds('message'))).not.toContain('Where is my order');
    const { deed } = (await run.table.tickets.history(tickets(run)[0]?.id ?? '')).at(-1) ?? {};
    expect(deed).toMatchObject({ type: 'amended', amendments: [{ messageId: 'm-1', kind: 'deletion' }] });
  });

  it('other words are told to a successor, once', async () => {
    const run = await closedWith(said('m-1'));
    await run.deliver(envelope(edited));
    await run.deliver(envelope(edited));
    const [closed] = tickets(run);
    expect(tickets(run)).toMatchObject([{ status: 'closed' }, { status: 'new', predecessor: closed?.id }]);
  });

  it('what leads to it and to a ticket that goes on belongs to the latter', async () => {
    const run = await closedWith(said('m-1'));
    await run.deliver(envelope(said('m-2', { thread: 'thread-2', sentAt: atMinute(7) })));
    const joining = { id: 'm-3', sentAt: atMinute(8) };
    await run.deliver(envelope(said('m-3', joining), said('m-3', { ...joining, thread: 'thread-2' })));
    await run.deliver(envelope(said('m-4', { sentAt: atMinute(9) })));
    expect(tickets(run)).toMatchObject([{ status: 'closed' }, { lastMessageSeen: 3 }]);
    expect(tickets(run)).toHaveLength(2);
  });
});
