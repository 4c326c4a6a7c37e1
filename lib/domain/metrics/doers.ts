import type { Actor } from '#domain/actor.ts';
import type { Entry } from '#domain/entry.ts';
import type { MetricsRow } from '#domain/metrics/row.ts';
import type { EpisodeFacts } from '#domain/timeline/history.ts';
import type { Wait } from '#domain/timeline/waits.ts';

/** Who did what somebody waited for, read off the history. */

export type Doer = Pick<MetricsRow, 'by' | 'agent'>;

/** Nobody is named for what the system or the customer did. */
function doerOf({ kind, id }: Actor): Doer {
  if (kind === 'automation') return { by: 'automation' };
  return kind === 'agent' ? { by: 'person', agent: id } : {};
}

/** Who wrote each message that went through Earshot's outbox, by message id. */
function writersIn(entries: readonly Entry[]): ReadonlyMap<string, Doer> {
  return new Map(
    entries.flatMap(({ deed, by }) => (deed.type === 'reply_sent' ? [[deed.message.id, doerOf(by)] as const] : [])),
  );
}

/** Who moved the ticket to resolved at each instant at which somebody did. */
function resolversIn(entries: readonly Entry[]): ReadonlyMap<string, Doer> {
  return new Map(entries.flatMap(({ state, at, by }) => (state?.status === 'resolved' ? [[at, doerOf(by)]] : [])));
}

/** @returns tells who did what a wait was for; what the native app's users did is a person's. */
export function doersIn(entries: readonly Entry[], episodes: readonly EpisodeFacts[]): (wait: Wait) => Doer {
  const writers = writersIn(entries);
  const resolvers = resolversIn(entries);
  const said = new Map(episodes.flatMap(({ messages }) => messages.map((message) => [message.id, message.by])));
  return ({ doneAt, doneBy }) => {
    if (doneAt === undefined) return {};
    if (doneBy === undefined) return resolvers.get(doneAt) ?? {};
    return { by: said.get(doneBy), ...writers.get(doneBy) };
  };
}
