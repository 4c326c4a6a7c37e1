/** The face of a running stack. */

import { untilIdle } from './idle.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import type { FaultControl, LocalStack, QueueView } from './local-stack.ts';
import type { CapacityTally } from './proxy/capacity.ts';
import { pick, seededRandom } from './random.ts';
import { secretText } from './resources/secret.ts';
import { REGION } from './template/names.ts';
import { type LocalQueue, registered, type World } from './world.ts';

export interface Running {
  readonly world: World;
  readonly capacity: CapacityTally;
  readonly outputs: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const IDLE_TIMEOUT_MS = 60_000;

/** Puts the face together. */
export function stackOf({ world, capacity, outputs, stop }: Running): LocalStack {
  const { clock, endpoints, logs, server, buses, issuer } = world;
  const random = seededRandom((world.options.seed ?? 1) + 1);
  let stopping: Promise<void> | undefined;
  return {
    outputs,
    urls: urlsOf(world),
    endpoints,
    region: REGION,
    tables: [...new Set([...world.tables.values()].map(({ name }) => name))],
    roles: [...world.roles],
    clock: { now: () => clock.now(), advance: (ms) => clock.advance(ms), leap: (ms) => clock.leap(ms) },
    faults: faultControl(world),
    token: async (role, options) => issuer.token(role, world.clients[0] ?? 'local', options),
    secret: (id) => world.secrets.value(secretId(world, id)),
    putSecret: (id, value) => {
      if (!world.secrets.put(secretId(world, id), secretText(value))) throw new Error(`there is no secret ${id}`);
    },
    capacity: () => capacity.report(),
    resetCapacity: () => capacity.reset(),
    logs: (prefix) => logs.lines(prefix),
    followLogs: (follower) => logs.follow(follower),
    notifications: () => server.notifications(),
    archive: () => buses.archive(),
    queues: (part = '') =>
      [...world.queues.values()].filter(({ name }) => name.includes(part)).map((queue) => viewOf(world, queue)),
    queued: (queue) => server.messages(queue.split(/[/:]/).at(-1) ?? queue),
    functions: () => [...world.functions.values()].map((made) => made.state()),
    invoke: (prefix, event) => invoke(world, prefix, event),
    kill: (prefix = '') => pick(victims(world, prefix), random)?.kill(random) ?? false,
    idle: ({ timeoutMs = IDLE_TIMEOUT_MS } = {}) => untilIdle(world, timeoutMs),
    stop: () => (stopping ??= stop()),
  };
}

function urlsOf({ apis, issuer }: World): Record<string, string> {
  const urls = Object.fromEntries([...apis.values()].map(({ api, logicalId }) => [logicalId, api.url]));
  return { ...urls, issuer: issuer.url };
}

function faultControl({ faults, staleIndexes }: World): FaultControl {
  return {
    get: () => faults.get(),
    set: async (change) => {
      if ((change.dynamodb?.staleIndexMs ?? 0) > 0) await staleIndexes.follow();
      faults.set(change);
    },
    clear: () => faults.clear(),
    injected: () => faults.injected(),
  };
}

function viewOf({ worked, server }: World, { name, url, arn }: LocalQueue): QueueView {
  return { name, url, arn, worked: worked.has(name), depth: server.depth(name) };
}

function secretId({ secretIds }: World, id: string): string {
  return [...secretIds].find(([logicalId]) => logicalId.startsWith(id))?.[1] ?? id;
}

/** Functions with an environment to kill; those at work first. */
function victims({ functions }: World, prefix: string): LocalFunction[] {
  const named = [...functions.values()].filter((made) => made.answersTo(prefix) && made.state().environments > 0);
  const busy = named.filter((made) => made.state().busy > 0);
  return busy.length > 0 ? busy : named;
}

async function invoke({ functions }: World, prefix: string, event: unknown): Promise<unknown> {
  const target =
    functions.get(prefix) ??
    [...functions.values()].find((made) => made.answersTo(prefix)) ??
    registered(functions, prefix);
  const result = await target.invoke(JSON.stringify(event));
  if (result.status === 'error') throw new Error(`${result.error.errorType}: ${result.error.errorMessage}`);
  return JSON.parse(result.payload) as unknown;
}
