/** Names the table is built and read by: its keys, its indexes and the attribute that expires an item. */

export const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;

/** The attribute DynamoDB's TTL reads: epoch seconds. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

/** The table's indexes: all sparse, all keys only, so that an entry costs one write unit when its keys change. */
export const INDEXES = {
  /** Tickets in work by status shard; sorted by priority, then by how long they have waited. */
  byStatus: { name: 'byStatus', partition: 'statusShard', sort: 'queueKey' },
  /** Tickets in work by their assignee; sorted like the queue. */
  byAssignee: { name: 'byAssignee', partition: 'assignee', sort: 'queueKey' },
  /** Tickets with a clock that will fall due, by due shard; sorted by due time. */
  byDue: { name: 'byDue', partition: 'dueShard', sort: 'dueKey' },
} as const;

export type IndexName = keyof typeof INDEXES;
