/** What the makers of resources work with: the engines, and registers of what was made. */

import type { ConnectionAuth } from './bus/api-destination.ts';
import type { Buses } from './bus/bus.ts';
import type { Target } from './bus/delivery.ts';
import type { Clock } from './clock.ts';
import type { LocalIssuer } from './engines/issuer.ts';
import type { QueueServer } from './engines/queue-server.ts';
import type { SecretStore } from './engines/secret-store.ts';
import type { LocalTable } from './engines/tables.ts';
import type { WriteSignal } from './engines/write-signal.ts';
import type { HttpApi } from './http/http-api.ts';
import type { JwtAuthorizer } from './http/jwt-authorizer.ts';
import type { AsyncSettings } from './lambda/async-invocation.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import type { LogBuffer } from './log-buffer.ts';
import type { QueueMapping } from './mappings/queue-mapping.ts';
import type { StreamMapping } from './mappings/stream-mapping.ts';
import type { StartOptions } from './options.ts';
import type { FaultBoard } from './proxy/faults.ts';
import type { StaleIndexes } from './proxy/stale-indexes.ts';
import type { StateDirectory } from './state-directory.ts';

/** Addresses that SDK clients use. */
export interface Endpoints {
  /** DynamoDB with faults and counting in front; what functions use. */
  readonly dynamodb: string;
  /** DynamoDB Local itself: no faults, not counted. */
  readonly dynamodbBehind: string;
  readonly sqs: string;
  /** The queue server itself: no faults, no scaling. */
  readonly sqsBehind: string;
  readonly s3: string;
  readonly s3Behind: string;
  readonly eventbridge: string;
  readonly secretsManager: string;
}

export interface LocalQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** As the template has it, before scaling. */
  readonly visibilityTimeoutSeconds: number;
}

/** Everything that was made, under the name others refer to it by. */
export interface Registers {
  readonly tables: Map<string, LocalTable>;
  readonly queues: Map<string, LocalQueue>;
  readonly functions: Map<string, LocalFunction>;
  readonly asyncSettings: Map<string, AsyncSettings>;
  readonly apis: Map<string, { readonly api: HttpApi; readonly logicalId: string }>;
  readonly integrations: Map<string, { readonly target: LocalFunction; readonly timeoutMs: number }>;
  readonly authorizers: Map<string, JwtAuthorizer>;
  readonly connections: Map<string, ConnectionAuth>;
  readonly destinations: Map<string, (body: string) => Promise<void>>;
  /** Clients that tokens may be made for, the preferred one first. */
  readonly clients: string[];
  /** Groups of user pools: the roles that tokens are made for. */
  readonly roles: string[];
  /** Queues that a mapping works, by name. */
  readonly worked: Set<string>;
  readonly queueMappings: QueueMapping[];
  readonly streamMappings: StreamMapping[];
  readonly secretIds: Map<string, string>;
}

export interface World extends Registers {
  readonly options: StartOptions;
  readonly timeoutScale: number;
  readonly clock: Clock;
  readonly logs: LogBuffer;
  readonly faults: FaultBoard;
  readonly endpoints: Endpoints;
  readonly server: QueueServer;
  readonly secrets: SecretStore;
  readonly issuer: LocalIssuer;
  readonly buses: Buses;
  readonly writes: WriteSignal;
  readonly staleIndexes: StaleIndexes;
  readonly state: StateDirectory;
  /** Addresses of AWS, and what stands for them here. */
  readonly rewrites: Map<string, string>;
  /** Called when all resources are made. */
  readonly onReady: (() => void)[];
  /** Invocations and retries that run in the background. */
  readonly background: Set<Promise<void>>;
}

/** Where a rule's target sends to. */
export type SendToTarget = Target['send'];

/** Empty registers. */
export function emptyRegisters(): Registers {
  return {
    tables: new Map(),
    queues: new Map(),
    functions: new Map(),
    asyncSettings: new Map(),
    apis: new Map(),
    integrations: new Map(),
    authorizers: new Map(),
    connections: new Map(),
    destinations: new Map(),
    clients: [],
    roles: [],
    worked: new Set(),
    queueMappings: [],
    streamMappings: [],
    secretIds: new Map(),
  };
}

/** What was made under a name; throws when nothing was. */
export function registered<T>(register: ReadonlyMap<string, T>, name: string): T {
  const found = register.get(name);
  if (!found) throw new Error(`${name} is not part of this app`);
  return found;
}

/** The function that an ARN, or a longer address holding one, means. */
export function functionAt(world: Registers, arn: string): LocalFunction {
  const name = arn.match(/:function:([\w-]+)/)?.[1] ?? arn;
  return registered(world.functions, name);
}

/** The queue with an ARN. */
export function queueAt(world: Registers, arn: string): LocalQueue {
  return registered(world.queues, arn);
}
