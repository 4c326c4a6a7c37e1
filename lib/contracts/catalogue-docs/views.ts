import type { IndexName } from '#contracts/table-keys.ts';

/** Which views of an agents' API the table serves, and by what. */

export interface View {
  readonly view: string;
  readonly by: IndexName | 'table';
  readonly how: string;
}

export const VIEWS: readonly View[] = [
  {
    view: 'The queue: every ticket in work, most pressing first',
    by: 'byStatus',
    how: 'Four statuses of four shards each, read at once and merged by `queueKey`.',
  },
  { view: 'Tickets of one status, closed ones included', by: 'byStatus', how: 'Four shards, merged by `queueKey`.' },
  { view: 'Either of them, of one priority', by: 'byStatus', how: '`queueKey` begins with the priority.' },
  { view: "My tickets, or another agent's, by priority too", by: 'byAssignee', how: 'One partition an agent.' },
  { view: 'The sweep of the clocks: what is due by now', by: 'byDue', how: 'Eight shards, `dueKey` up to now.' },
  { view: 'A ticket with history, notes and replies', by: 'table', how: 'One partition, by sort key prefix.' },
  { view: "A ticket's messages", by: 'table', how: 'Its entries name them; a batch read by key.' },
  {
    view: "A customer's tickets",
    by: 'table',
    how: "The pointers in the customer's partition, then a batch read; earlier ones by `predecessor`. No route yet.",
  },
  {
    view: 'Labels, in the order of time',
    by: 'table',
    how: 'Marks of a month at a time, then batch reads of labels, messages and edits by key.',
  },
  { view: 'What became of an event', by: 'table', how: 'Its message or its trace, by account and id.' },
];

/** What an index holds and what it costs to keep. */
export const INDEX_NOTES: Readonly<Record<IndexName, { readonly holds: string; readonly cost: string }>> = {
  byStatus: {
    holds: 'Every ticket but those merged away.',
    cost: 'One unit when a ticket opens, two when status, priority or first message time changes.',
  },
  byAssignee: {
    holds: 'Tickets in work that somebody has.',
    cost: 'One unit when an assignee comes or goes, two when the place in the queue changes meanwhile.',
  },
  byDue: {
    holds: 'Tickets with a clock still to warn, to breach or to escalate, and resolved ones still to be closed.',
    cost: 'One unit when the first clock starts to run or the last one stops, two when the next due time changes.',
  },
};

export const FOURTH_INDEX = `A fourth index is kept in reserve for queues by team (\`team\`, \`queueKey\`): the one view of a whole agents' API that the three
can't serve, since picking a team's tickets out of \`byStatus\` would read everybody else's. Search by words belongs to another kind of index.`;
