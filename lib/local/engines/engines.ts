/** Starts and ends everything that the run stands on: engines, proxies and shims. */
import { join } from 'node:path';
import { Buses } from '../bus/bus.ts';
import { startPutEvents } from '../bus/put-events.ts';
import { Clock } from '../clock.ts';
import type { LocalServer } from '../http/server.ts';
import { LogBuffer } from '../log-buffer.ts';
import type { StartOptions } from '../options.ts';
import { CapacityTally } from '../proxy/capacity.ts';
import { startDynamoDbProxy } from '../proxy/dynamodb-proxy.ts';
import { FaultBoard } from '../proxy/faults.ts';
import { startS3Proxy } from '../proxy/s3-proxy.ts';
import { startSqsProxy } from '../proxy/sqs-proxy.ts';
import { StaleIndexes } from '../proxy/stale-indexes.ts';
import { seededRandom } from '../random.ts';
import { StateDirectory } from '../state-directory.ts';
import { emptyRegisters, type World } from '../world.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { startIssuer } from './issuer.ts';
import { type QueueServer, startQueueServer } from './queue-server.ts';
import { SecretStore } from './secret-store.ts';
import { WriteSignal } from './write-signal.ts';

/** What is running, and how to end it. */
export interface Engines {
  readonly world: World;
  readonly capacity: CapacityTally;
  stop(): Promise<void>;
}

/** Things to end, last started first. */
type Endings = (() => Promise<void> | void)[];

/** Starts all engines; what had started is ended again when one of them can't. */
export async function startEngines(options: StartOptions): Promise<Engines> {
  const endings: Endings = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.toReversed()) await end();
  };
  try {
    return { ...(await startAll(options, endings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(options: StartOptions, endings: Endings): Promise<Omit<Engines, 'stop'>> {
  const { dataDirectory } = options;
  const state = new StateDirectory(dataDirectory);
  endings.push(() => state.flush());
  const [tables, server] = await startStores(options, endings);
  const clock = new Clock({ startAt: options.startAt });
  endings.push(() => clock.stop());
  const issuer = await startIssuer(clock);
  endings.push(() => issuer.stop());
  const parts = partsOf({ options, clock, tables, server });
  const endpoints = await startFronts(parts, { tables, server, clock, endings });
  const { capacity, ...rest } = parts;
  const shared = { options, clock, server, issuer, state, endpoints, rewrites: new Map<string, string>() };
  const world: World = { ...emptyRegisters(), ...shared, ...rest, onReady: [], background: new Set() };
  return { world, capacity };
}

/** DynamoDB Local takes seconds, the queue server none: they start together, and neither is left behind alone. */
async function startStores(
  { dataDirectory, isLongRun }: StartOptions,
  endings: Endings,
): Promise<[DynamoDbLocal, QueueServer]> {
  const tablesAt = dataDirectory && join(dataDirectory, 'tables');
  const starting = startDynamoDbLocal({ dataDirectory: tablesAt, isLongRun });
  const [tables, server] = await Promise.allSettled([starting, startQueueServer({ dataDirectory })]);
  if (server.status === 'fulfilled') endings.push(() => server.value.server.stop());
  if (tables.status === 'fulfilled') endings.push(() => tables.value.stop());
  if (tables.status === 'rejected') throw tables.reason;
  if (server.status === 'rejected') throw server.reason;
  return [tables.value, server.value];
}

interface Started {
  readonly options: StartOptions;
  readonly clock: Clock;
  readonly tables: DynamoDbLocal;
  readonly server: QueueServer;
}

interface Parts
  extends Pick<World, 'timeoutScale' | 'logs' | 'faults' | 'secrets' | 'buses' | 'writes' | 'staleIndexes'> {
  readonly capacity: CapacityTally;
}

function partsOf({ options, clock, tables, server }: Started): Parts {
  const { timeoutScale = 1 } = options;
  const faults = new FaultBoard(seededRandom(options.seed ?? 1));
  const writes = new WriteSignal();
  const logs = new LogBuffer();
  const park = busParking(server);
  const buses = new Buses({ timeoutScale, park }, ({ id }, { arn }) => {
    logs.add({
      function: 'bus',
      stream: 'platform',
      text: `event ${id} could not be delivered to ${arn} and is lost`,
      at: clock.now(),
    });
  });
  const staleIndexes = new StaleIndexes({ endpoint: tables.endpoint, faults, writes });
  const capacity = new CapacityTally(options.kindOfKey);
  return { timeoutScale, faults, writes, logs, buses, staleIndexes, capacity, secrets: new SecretStore() };
}

function busParking({ server }: QueueServer): ConstructorParameters<typeof Buses>[0]['park'] {
  return ({ queueArn, body, attributes }) => {
    const messageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue: StringValue || '-' },
      ]),
    );
    server.sendMessage(queueArn.split(':').at(-1) ?? '', body, { messageAttributes });
  };
}

interface Behind extends Pick<Started, 'tables' | 'server' | 'clock'> {
  readonly endings: Endings;
}

async function startFronts(parts: Parts, { tables, server, clock, endings }: Behind): Promise<World['endpoints']> {
  const { faults, capacity, staleIndexes, writes, buses, secrets, timeoutScale } = parts;
  const front = async (starting: Promise<LocalServer>): Promise<string> => {
    const started = await starting;
    endings.push(() => started.close());
    return started.url;
  };
  return {
    dynamodb: await front(
      startDynamoDbProxy({ endpoint: tables.endpoint, faults, capacity, staleIndexes, onWrite: writes.note }),
    ),
    dynamodbBehind: tables.endpoint,
    sqs: await front(startSqsProxy({ endpoint: server.endpoint, faults, timeoutScale })),
    sqsBehind: server.endpoint,
    s3: await front(startS3Proxy(server.endpoint, faults)),
    s3Behind: server.endpoint,
    eventbridge: await front(startPutEvents({ buses, clock, faults })),
    secretsManager: await front(secrets.serve()),
  };
}
