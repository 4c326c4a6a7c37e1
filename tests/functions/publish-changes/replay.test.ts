import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, ItemStore } from '#adapters/table/item-store.ts';
import { foldAmendments } from '#domain/amend.ts';
import type { Images } from '#domain/change.ts';
import { moveTo } from '#domain/commands.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { Status } from '#domain/status.ts';
import { type Ticket, ticket as ticketSchema } from '#domain/ticket.ts';
import { eventId } from '#functions/publish-changes/event-of.ts';
import { createPublishChanges, type StreamChange } from '#functions/publish-changes/publish-changes.ts';
import { SILENT } from '#functions/shell/log.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { atMinute, brandMessage, customerMessage, edit, heard } from '#tests/support/messages.ts';
import { sweeper, toldOf } from '#tests/support/sweeping.ts';

/** The stream of some tickets' lives, told again as a stream may tell it: lane by lane, a lane being one ticket. */

const TICKETS = 8;
const LAST_MINUTE = 1_500;
const ids = Array.from({ length: TICKETS }, (_, number) => `ticket-${number}`);

/** A store that notes every image of a ticket, as the table's stream does. */
function streaming(store: ItemStore, lanes: Map<string, Images[]>): ItemStore {
  const imageOf = (item: Item | undefined): Ticket | undefined => item && ticketSchema.parse(item['ticket']);
  const put: ItemStore['put'] = async (item, condition) => {
    if (item['kind'] !== 'ticket') return store.put(item, condition);
    const before = imageOf(await store.get(item));
    const result = await store.put(item, condition);
    const after = imageOf(await store.get(item));
    if (result.put && after) lanes.get(after.id)?.push({ kind: 'written', before, after });
    return result;
  };
  return { ...store, put };
}

/** What can happen to a ticket at a minute. */
function deedsOn({ tickets }: ReturnType<typeof memoryTable>) {
  const hear = (ticketId: string, minute: number, message: Message) =>
    tickets.change(ticketId, (ticket) => {
      const context = { ticketId, now: atMinute(minute), policy: DEFAULT_SLA_POLICY };
      return foldHeard(ticket, [heard(message)], context);
    });
  const moves = (id: string, minute: number, to: Status) =>
    tickets.change(id, (ticket) => {
      if (!ticket) return undefined;
      const { workVersion: ifMatch, lastMessageSeen } = ticket;
      const by = { kind: 'agent', id: 'agent-1' } as const;
      return moveTo(ticket, { by, now: atMinute(minute), ifMatch, lastMessageSeen, to });
    });
  return {
    asks: (id: string, minute: number) =>
      hear(id, minute, customerMessage({ id: `m-${id}-${minute}`, sentAt: atMinute(minute) })),
    answers: (id: string, minute: number) =>
      hear(id, minute, brandMessage({ id: `out-${id}-${minute}`, sentAt: atMinute(minute) })),
    takesBack: (id: string, minute: number) =>
      tickets.change(id, (ticket) => {
        const deletion = edit({ messageId: `m-${id}-0`, kind: 'deletion', id: 'gone', at: atMinute(minute) });
        return ticket && foldAmendments(ticket, { amendments: [deletion] }, { now: atMinute(minute) });
      }),
    opens: (id: string, minute: number) => moves(id, minute, 'open'),
    waits: (id: string, minute: number) => moves(id, minute, 'pending'),
    rests: (id: string, minute: number) => moves(id, minute, 'on_hold'),
    resolves: (id: string, minute: number) => moves(id, minute, 'resolved'),
  };
}

type Deed = keyof ReturnType<typeof deedsOn>;

/** What happens by the minute; a ticket has the life of its number. */
const LIVES: readonly Readonly<Record<number, Deed>>[] = [
  { 0: 'asks' },
  { 0: 'asks', 50: 'answers', 100: 'asks', 200: 'resolves', 300: 'asks' },
  { 10: 'asks', 90: 'answers', 100: 'rests', 130: 'opens' },
  { 0: 'asks', 30: 'waits', 90: 'opens', 150: 'takesBack' },
];

/** Plays every life, with a sweep every ten minutes. @returns the stream, by ticket, and what was told of clocks. */
async function played() {
  const lanes = new Map<string, Images[]>(ids.map((id) => [id, []]));
  const table = memoryTable(streaming(memoryItemStore(), lanes));
  const deeds = deedsOn(table);
  for (let minute = 0; minute <= LAST_MINUTE; minute += 10) {
    for (const [number, id] of ids.entries()) {
      const deed = LIVES[number % LIVES.length]?.[minute];
      if (deed) await deeds[deed](id, minute);
    }
    await sweeper(table, { clock: () => atMinute(minute) })();
  }
  return { lanes: [...lanes.values()], told: await toldOf(table, ids) };
}

/** Publishes records in batches. @returns the ids of what was told of clocks, in order. */
async function published(records: readonly Images[], batch: number): Promise<string[]> {
  const told: string[] = [];
  const tell = createPublishChanges({
    publish: async (events) => {
      for (const { type, id } of events) if (type.startsWith('sla.')) told.push(id);
    },
    log: SILENT,
  });
  for (let start = 0; start < records.length; start += batch) {
    const changes = records.slice(start, start + batch).map((images, index): StreamChange => {
      return { sequenceNumber: String(start + index), read: () => images };
    });
    expect(await tell(changes)).toBeUndefined();
  }
  return told;
}

/** One order in which a stream may come: lanes in any turn, each forwards, and at times some records of it once more. */
function shuffled(lanes: readonly (readonly Images[])[], turns: readonly (readonly [number, number])[]) {
  const places = lanes.map(() => 0);
  const order: Images[] = [];
  const next = (lane: number): void => {
    const record = lanes[lane]?.[places[lane] ?? 0];
    if (record) order.push(record);
    places[lane] = (places[lane] ?? 0) + 1;
  };
  for (const [turn, back] of turns) {
    const lane = turn % lanes.length;
    places[lane] = Math.max(0, (places[lane] ?? 0) - back);
    for (let count = 0; count <= back; count++) next(lane);
  }
  for (const lane of lanes.keys()) while ((places[lane] ?? 0) < (lanes[lane]?.length ?? 0)) next(lane);
  return order;
}

const world = await played();
const expected = world.told.map((fact) => {
  const [kind, ...rest] = fact.split('/');
  return eventId(`sla.${kind}/${rest.join('/').replace(/undefined$/, '')}`);
});

describe('the stream of clocks', () => {
  it('tells every fact once, of every kind', async () => {
    expect(await published(world.lanes.flat(), 7)).toEqual(expected);
    expect(new Set(expected).size).toBe(expected.length);
    const kinds = new Set(world.told.map((fact) => fact.split('/')[0]));
    expect([...kinds].sort()).toEqual(['breached', 'met', 'paused', 'recovered', 'resumed', 'warning']);
  });

  it('told twice over and shuffled, tells the same ids, none missing and none new', async () => {
    const turns = fc.array(fc.tuple(fc.nat(1_000), fc.nat(3)), { maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(turns, turns, fc.integer({ min: 1, max: 20 }), async (first, second, batch) => {
        const records = [...shuffled(world.lanes, first), ...shuffled(world.lanes, second)];
        expect(new Set(await published(records, batch))).toEqual(new Set(expected));
      }),
      { numRuns: 40 },
    );
  });
});
