/**
 * Index reads as of an earlier moment. A second table follows the first one's stream at a distance, and index queries are
 * sent there: whatever a query filters, sorts or pages, DynamoDB itself answers it from the older state.
 */
import { callAws } from '../engines/aws-json.ts';
import { StreamReader, type StreamRecord } from '../engines/stream-reader.ts';
import { createTable, type LocalTable, schemaOf } from '../engines/tables.ts';
import type { WriteSignal } from '../engines/write-signal.ts';
import type { DynamoDbRequest, Item } from './dynamodb-requests.ts';
import type { FaultBoard } from './faults.ts';

export interface StaleIndexesOptions {
  readonly endpoint: string;
  readonly faults: FaultBoard;
  readonly writes: WriteSignal;
}

const SUFFIX = '.as-of-earlier';
const BATCH = 25;

export class StaleIndexes {
  readonly #options: StaleIndexesOptions;
  readonly #tables: LocalTable[] = [];
  readonly #followed = new Set<string>();
  #stopped = false;

  constructor(options: StaleIndexesOptions) {
    this.#options = options;
  }

  /** Makes a table known. One whose stream has no images can't be followed: its indexes stay fresh. */
  add(table: LocalTable): void {
    if (table.localStreamArn) this.#tables.push(table);
  }

  /** Starts to follow all tables; resolves when index queries can be answered late. */
  async follow(): Promise<void> {
    for (const table of this.#tables) {
      if (this.#followed.has(table.name)) continue;
      await this.#start(table);
      this.#followed.add(table.name);
    }
  }

  /** Sends an index query to the follower, when that fault is on and strikes. */
  redirect(operation: string, request: DynamoDbRequest): void {
    const { staleIndexMs, staleIndexShare } = this.#options.faults.get().dynamodb;
    const { TableName = '', IndexName } = request;
    const applies = IndexName && staleIndexMs > 0 && (operation === 'Query' || operation === 'Scan');
    if (!applies || !this.#followed.has(TableName)) return;
    if (this.#options.faults.strikes('dynamodb.staleIndex', staleIndexShare)) request.TableName = TableName + SUFFIX;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #start({ name, localStreamArn = '' }: LocalTable): Promise<void> {
    const { endpoint } = this.#options;
    const schema = await schemaOf(endpoint, name);
    await createTable(endpoint, { ...schema, name: name + SUFFIX, streamViewType: undefined, ttlAttribute: undefined });
    const reader = new StreamReader(endpoint, localStreamArn, { otherwise: 'LATEST' });
    await reader.read(1);
    await this.#copy(name);
    void this.#keepUp(name, reader);
  }

  async #copy(name: string): Promise<void> {
    let ExclusiveStartKey: Item | undefined;
    do {
      const page: { Items: Item[]; LastEvaluatedKey?: Item } = await this.#call('Scan', {
        TableName: name,
        ExclusiveStartKey,
      });
      await this.#write(
        name,
        page.Items.map((item) => ({ PutRequest: { Item: item } })),
      );
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  async #keepUp(name: string, reader: StreamReader): Promise<void> {
    const { writes, faults } = this.#options;
    while (!this.#stopped) {
      const seen = writes.version;
      const batch = await reader.read(1000).catch(() => undefined);
      if (!batch) {
        await writes.after(seen, 500);
        continue;
      }
      await new Promise((resolve) => setTimeout(resolve, faults.get().dynamodb.staleIndexMs));
      await this.#write(name, changesOf(batch.records)).catch(() => {});
    }
  }

  async #write(name: string, requests: readonly object[]): Promise<void> {
    for (let from = 0; from < requests.length; from += BATCH) {
      await this.#call('BatchWriteItem', { RequestItems: { [name + SUFFIX]: requests.slice(from, from + BATCH) } });
    }
  }

  #call<T>(operation: string, body: object): Promise<T> {
    return callAws<T>({ endpoint: this.#options.endpoint, target: `DynamoDB_20120810.${operation}`, body });
  }
}

/** The last change of each key: a batch write may name a key only once. */
function changesOf(records: readonly StreamRecord[]): object[] {
  const last = new Map(records.map((record) => [JSON.stringify(record.dynamodb.Keys), record.dynamodb]));
  return [...last.values()].map(({ NewImage, Keys }) =>
    NewImage ? { PutRequest: { Item: NewImage } } : { DeleteRequest: { Key: Keys } },
  );
}
