import type { Status } from '#domain/status.ts';

/**
 * Index partitions are split into shards, because one partition takes at most 1,000 writes a second and a slow index
 * throttles the whole table.
 */

export const STATUS_SHARDS = 4;
export const DUE_SHARDS = 8;
export const METRICS_SHARDS = 4;

/** FNV-1a: spreads ids evenly and is the same everywhere. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    value = Math.imul(value ^ id.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

export const statusShard = (status: Status, ticketId: string): string => `${status}#${hash(ticketId) % STATUS_SHARDS}`;
export const dueShard = (ticketId: string): string => `due#${hash(ticketId) % DUE_SHARDS}`;

export const statusShards = (status: Status): string[] =>
  Array.from({ length: STATUS_SHARDS }, (_, shard) => `${status}#${shard}`);
export const dueShards = (): string[] => Array.from({ length: DUE_SHARDS }, (_, shard) => `due#${shard}`);
export const metricsShard = (ticketId: string): number => hash(ticketId) % METRICS_SHARDS;
