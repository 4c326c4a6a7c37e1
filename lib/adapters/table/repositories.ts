import { tableChannels } from '#adapters/table/channels.ts';
import { tableCustomers } from '#adapters/table/customers.ts';
import type { ItemStore } from '#adapters/table/item-store.ts';
import { tableLabels } from '#adapters/table/labels.ts';
import { tableLeases } from '#adapters/table/leases.ts';
import { tableMedia } from '#adapters/table/media.ts';
import { tableMessages } from '#adapters/table/messages.ts';
import { tableMetricsRows } from '#adapters/table/metrics-rows.ts';
import { tablePacing } from '#adapters/table/pacing.ts';
import { tablePollStates } from '#adapters/table/poll-states.ts';
import { tablePriorityPolicies } from '#adapters/table/priority-policies.ts';
import { tablePromises } from '#adapters/table/promises.ts';
import { tableNotes, tableReplies } from '#adapters/table/replies.ts';
import { tableRhythms } from '#adapters/table/rhythms.ts';
import { tableSlaDocuments } from '#adapters/table/sla-documents.ts';
import { tableThreads } from '#adapters/table/threads.ts';
import { tableWalk } from '#adapters/table/ticket-walk.ts';
import { tableTickets } from '#adapters/table/tickets.ts';
import { tableTokens } from '#adapters/table/tokens.ts';
import { tableTraces } from '#adapters/table/traces.ts';
import type { KeptTokens } from '#adapters/token-ports.ts';
import type { Rhythms } from '#domain/channel/rhythms.ts';
import type { Channels } from '#domain/channel-health.ts';
import type { Customers } from '#domain/customers.ts';
import type { Labels } from '#domain/labels.ts';
import type { Leases } from '#domain/lease.ts';
import type { MediaBook } from '#domain/media.ts';
import type { MetricsRows } from '#domain/metrics/rows-port.ts';
import type { Pacing } from '#domain/pacing.ts';
import type { ReadSlaBook } from '#domain/policy/book.ts';
import type { SlaDocuments } from '#domain/policy/documents.ts';
import type { PollStates } from '#domain/poll-state.ts';
import type { Messages, NewId, Notes, Replies, Threads, Tickets, Traces } from '#domain/ports.ts';
import type { PriorityPolicies, ReadPriorityPolicy } from '#domain/priority/versions.ts';
import type { Promises } from '#domain/promise/promises.ts';
import type { TicketWalk } from '#domain/ticket-walk.ts';

/** Everything that is kept in the table, behind the ports of the domain. */
export interface Repositories {
  readonly messages: Messages;
  readonly labels: Labels;
  readonly media: MediaBook;
  readonly threads: Threads;
  readonly tickets: Tickets;
  readonly customers: Customers;
  readonly traces: Traces;
  readonly notes: Notes;
  readonly replies: Replies;
  readonly leases: Leases;
  readonly channels: Channels;
  readonly rhythms: Rhythms;
  readonly pacing: Pacing;
  readonly tokens: KeptTokens;
  readonly pollStates: PollStates;
  readonly slaBook: ReadSlaBook;
  readonly sla: SlaDocuments;
  readonly priorityPolicies: PriorityPolicies;
  readonly walk: TicketWalk;
  readonly metricsRows: MetricsRows;
  readonly promises: Promises;
}

export interface RepositoryDeps {
  readonly store: ItemStore;
  /** Read at every change: whoever reads from the table remembers it for a while. */
  readonly slaBook: ReadSlaBook;
  readonly priorityPolicy: ReadPriorityPolicy;
  readonly newId: NewId;
  readonly backOff: (attempt: number) => Promise<void>;
}

/** The repositories over any item store. */
export function repositoriesOf(deps: RepositoryDeps): Repositories {
  const { store } = deps;
  return {
    messages: tableMessages(store),
    labels: tableLabels(store),
    media: tableMedia(store),
    threads: tableThreads(store),
    tickets: tableTickets(deps),
    customers: tableCustomers(store),
    traces: tableTraces(store),
    notes: tableNotes(store),
    replies: tableReplies(store),
    leases: tableLeases(deps),
    channels: tableChannels(store),
    rhythms: tableRhythms(store),
    pacing: tablePacing(deps),
    tokens: tableTokens(store),
    pollStates: tablePollStates(store),
    slaBook: deps.slaBook,
    sla: tableSlaDocuments(store),
    priorityPolicies: tablePriorityPolicies(store),
    walk: tableWalk(store),
    metricsRows: tableMetricsRows(deps),
    promises: tablePromises(store),
  };
}
