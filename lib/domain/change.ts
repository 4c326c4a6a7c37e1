import { mendOf } from '#domain/channel/mend.ts';
import type { ChannelHealth } from '#domain/channel-health.ts';
import { configuredFacts } from '#domain/configured.ts';
import type { Entry } from '#domain/entry.ts';
import type { Ticket } from '#domain/ticket.ts';
import { type Told, toldByDeed, toldOfClock } from '#domain/told.ts';
import { worsenedWith } from '#domain/trajectory.ts';
import type { Version } from '#domain/versioned.ts';

/**
 * What happened, read off two images of a ticket: zero or more facts. The ids of the facts follow from the ticket, its
 * revision and the fact alone, so that a replay of the stream tells the same facts under the same ids.
 */

/** One fact, before it becomes an event on the bus. */
export interface Fact {
  /** What makes the fact one and the same however often it is told. */
  readonly key: string;
  readonly type: string;
  readonly time: string;
  /** Absent from what tells of no ticket. */
  readonly ticketId?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the two images tell beside the entry: an opening, a reopening, another status or priority. */
function toldByImages(before: Ticket | undefined, after: Ticket): Told[] {
  const told: Told[] = [];
  const { account, channel, visibility, customerId, assessment, status, episode } = after;
  const { priority } = assessment;
  if (!before)
    told.push({
      type: 'ticket.opened',
      data: { account, channel, visibility, customerId, priority, predecessor: after.predecessor },
    });
  if (before && episode.number > before.episode.number)
    told.push({ type: 'ticket.reopened', data: { episode: episode.number, priority } });
  if (before && status !== before.status)
    told.push({ type: 'ticket.status_changed', data: { from: before.status, to: status, assignee: after.assignee } });
  if (before && priority !== before.assessment.priority) {
    told.push({
      type: 'ticket.priority_changed',
      data: { from: before.assessment.priority, to: priority, score: assessment.score },
    });
  }
  return told;
}

/** That the mood turned, by one key an episode: told again when a late message shows that it turned earlier. */
function toldOfMood(before: Ticket | undefined, { id, episode, assessment, assignee }: Ticket): Told[] {
  const messageId = worsenedWith(episode.readings);
  if (messageId === undefined || (before && worsenedWith(before.episode.readings) === messageId)) return [];
  const { number } = episode;
  const { priority } = assessment;
  return [
    { type: 'ticket.worsening', data: { episode: number, messageId, priority, assignee }, key: `${id}/${number}` },
  ];
}

function factOf({ type, data, key }: Told, ticketId: string, { revision, at }: Entry): Fact {
  return {
    key: key ? `${type}/${key}` : `${type}/${ticketId}/${revision}/`,
    type,
    time: at,
    ticketId,
    data,
  };
}

/** The facts between two images of a ticket; an image of the same or an older revision tells nothing. */
function factsBetween(before: Ticket | undefined, after: Ticket): Fact[] {
  if (before && before.revision >= after.revision) return [];
  const { deed, told: ofClocks = [] } = after.lastEntry;
  const told = [
    ...toldByImages(before, after),
    ...toldOfMood(before, after),
    ...toldByDeed(deed, after),
    ...ofClocks.map((fact) => toldOfClock(fact, after)),
  ];
  return told.map((fact) => factOf(fact, after.id, after.lastEntry));
}

/** The fact that a person deleted a ticket; what expires by itself tells nothing. */
function deletionOf(ticket: Ticket, at: string): Fact {
  const key = `ticket.deleted/${ticket.id}`;
  return { key, type: 'ticket.deleted', time: at, ticketId: ticket.id, data: { account: ticket.account } };
}

/** That an account is unwell, or well again; told once for each time that it was written. */
function healthFact({ account, concern, state, reason, since }: ChannelHealth, revision: number): Fact {
  const unwell = concern === 'silence' ? 'channel.silent' : 'channel.unhealthy';
  const type = state === 'unwell' ? unwell : 'channel.recovered';
  const data = { account, concern, reason, since, mend: state === 'unwell' ? mendOf(reason) : undefined };
  return { key: `${type}/${account}/${concern}/${revision}`, type, time: since, data };
}

/** What a stream record says. */
export type Images =
  | { readonly kind: 'written'; readonly before: Ticket | undefined; readonly after: Ticket }
  /** A person (or a program of theirs) deleted it. */
  | { readonly kind: 'deleted'; readonly before: Ticket; readonly at: string }
  /** A version of what people configure was put. */
  | { readonly kind: 'configured'; readonly family: string; readonly version: Version<unknown> }
  /** An account is another way than it was. */
  | { readonly kind: 'channel'; readonly health: ChannelHealth; readonly revision: number }
  /** Its time to live ran out, or the record is of nothing that is told. */
  | { readonly kind: 'nothing' };

/** Every fact that a stream record tells. */
export function factsOf(images: Images): Fact[] {
  switch (images.kind) {
    case 'written':
      return factsBetween(images.before, images.after);
    case 'deleted':
      return [deletionOf(images.before, images.at)];
    case 'configured':
      return configuredFacts(images.family, images.version);
    case 'channel':
      return [healthFact(images.health, images.revision)];
    case 'nothing':
      return [];
  }
}
