import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Entry } from '#domain/entry.ts';
import { heardIn } from '#domain/merge.ts';
import { type Amendment, amending, type Message } from '#domain/message.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';
import type { FoundEvents } from '#local/care/ledger.ts';
import { amendmentName, eventName, messageName, parkedNames } from '#local/care/names.ts';
import type { LocalStack } from '#local/local-stack.ts';

/** Reads the engines themselves: every item of the table, every message of the queues. */

type Item = Readonly<Record<string, unknown>>;

export interface TableContent {
  readonly items: readonly Item[];
  readonly tickets: readonly Ticket[];
}

/** Every item, past the proxy that injects faults. */
export async function readTable(stack: LocalStack): Promise<TableContent> {
  const client = new DynamoDBClient({
    endpoint: stack.endpoints.dynamodbBehind,
    region: stack.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const documents = DynamoDBDocumentClient.from(client);
  const items: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: stack.outputs['TableName'], ExclusiveStartKey: start, ConsistentRead: true }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  client.destroy();
  return { items, tickets: items.filter(({ kind }) => kind === 'ticket').map(({ ticket }) => ticket as Ticket) };
}

/** A ticket and every entry of it, oldest first. */
export interface TicketHistory {
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
}

/** The tickets that go on, with their histories. The last entry rides inside the ticket and may have no item of its own yet. */
export function historiesIn({ items, tickets }: TableContent): TicketHistory[] {
  const entries = items.filter(({ kind }) => kind === 'entry').map(({ pk, entry }) => ({ pk, entry: entry as Entry }));
  const byTicket = Map.groupBy(entries, ({ pk }) => pk);
  return tickets
    .filter(({ mergedInto }) => !mergedInto)
    .map((ticket) => {
      const told = (byTicket.get(`ticket#${ticket.id}`) ?? []).map(({ entry }) => entry);
      const all = new Map([...told, ticket.lastEntry].map((entry) => [entry.revision, entry]));
      return { ticket, entries: [...all.values()].sort((a, b) => a.revision - b.revision) };
    });
}

/** What the tickets that go on have heard, from their entries. */
function heardBy(table: TableContent): string[] {
  return historiesIn(table).flatMap(({ ticket, entries }) =>
    // Entry by entry: a message that was heard twice is to be found twice.
    entries.flatMap((entry) => heardIn([entry]).map((ref) => messageName(messageKeyOf(ref, ticket).account, ref.id))),
  );
}

/** A sweep that was missed is worth nothing: the next one finds the same clocks. */
const MISSED_SWEEPS = 'SlaWatchMissed';

/** What was given up: every dead-letter queue that holds anything, but the one on which hopeless events are parked. */
function givenUpIn(stack: LocalStack): string[] {
  const parkedUrl = stack.outputs['InboundDlqUrl'];
  const dead = stack.queues().filter(({ worked, url }) => !worked && url !== parkedUrl);
  return dead.flatMap(({ name, depth: { visible, inFlight, delayed } }) => {
    const count = visible + inFlight + delayed;
    return count === 0 || name.includes(MISSED_SWEEPS) ? [] : [`${name} ${count}`];
  });
}

/** Edits and deletions, by the message they are of; none where a listing only tells a message's words again. */
export function amendedIn({ items }: Pick<TableContent, 'items'>): string[] {
  const messages = items.filter(({ kind }) => kind === 'message').map(({ message }) => message as Message);
  const byName = new Map(messages.map((message) => [messageName(message.account, message.id), message]));
  const lists = items.filter(({ kind }) => kind === 'amendments').map(({ amendments }) => amendments as Amendment[]);
  return lists.flatMap((list) => {
    const message = list[0] && byName.get(messageName(list[0].account, list[0].messageId));
    return (message ? amending(message, list) : list).map(amendmentName);
  });
}

/** Everything the engines hold. Messages of the brand's own replies are listed apart: nobody sent them in. */
export async function readFound(stack: LocalStack): Promise<{ found: FoundEvents; table: TableContent }> {
  const table = await readTable(stack);
  const messages = table.items
    .filter(({ kind }) => kind === 'message')
    .map(({ message }) => message as { account: string; id: string; replyId?: string });
  const spoken = messages.map(({ account, id }) => messageName(account, id));
  const own = new Set(messages.filter(({ replyId }) => replyId).map(({ account, id }) => messageName(account, id)));
  const traces = table.items.filter(({ kind }) => kind === 'trace') as { account: string; eventId: string }[];
  const worked = stack.queues().filter(({ worked }) => worked);
  const found: FoundEvents = {
    stored: [...spoken.filter((name) => !own.has(name)), ...amendedIn(table)],
    ignored: traces.map(({ account, eventId }) => eventName(account, eventId)),
    parked: stack.queued(stack.outputs['InboundDlqUrl'] ?? '').flatMap(({ body }) => parkedNames(body)),
    own: [...own],
    heard: heardBy(table),
    givenUp: givenUpIn(stack),
    waiting: worked.reduce((sum, { depth }) => sum + depth.visible + depth.inFlight + depth.delayed, 0),
  };
  return { found, table };
}
