import type { Mended } from '#domain/clock-correction.ts';
import { type Entry, type MessageRef, saidAt } from '#domain/entry.ts';
import { latest } from '#domain/instant.ts';
import { lastMoment } from '#domain/reply-window.ts';
import type { Priority } from '#domain/sla.ts';
import { isInWork, type Status } from '#domain/status.ts';
import { heardIn, statusIn, waitingSince } from '#domain/timeline/entry-status.ts';

/** What clocks need to know of a ticket, read off its history and nothing else. Times are ISO 8601 UTC. */

/** A message in the episode in which it was heard. */
export interface Said {
  readonly id: string;
  readonly direction: 'in' | 'out';
  /** By the platform's clock, but no later than it was received: it stands there in the order of what was said. */
  readonly sentAt: string;
  readonly startsAt: string;
  /** It starts a clock at its receipt, because it was found late or the platform's clock was ahead. */
  readonly late: boolean;
  /** Until when the platform takes a person's answer to it; absent where it always does. */
  readonly answerUntil?: string | undefined;
  readonly by: 'person' | 'automation';
  readonly acknowledgement: boolean;
  /** When the history heard that the customer took it back. */
  readonly deletedAt?: string | undefined;
  /** It was heard when the episode had ended and none followed: on a spam ticket. */
  readonly afterEnd: boolean;
}

/** From opening or reopening until the ticket leaves work. */
export interface EpisodeFacts {
  readonly number: number;
  readonly from: string;
  readonly endedAt?: string | undefined;
  /** The end, when it was a resolution. */
  readonly resolvedAt?: string | undefined;
  readonly messages: readonly Said[];
  /** The episode before, whose matter an agent has taken up again; absent where the customer began this one. */
  readonly takesUp?: EpisodeFacts | undefined;
}

export interface StatusSpan {
  readonly status: Status;
  readonly from: string;
  /** Absent for the status that lasts. */
  readonly to?: string | undefined;
}

/** How a ticket stood from an instant on. */
export interface Standing {
  readonly at: string;
  /** That by which clocks are set: time moves a ticket up the queue, and shortens no promise. */
  readonly priority: Priority;
  readonly tier?: string | undefined;
  readonly team?: string | undefined;
}

export interface TicketFacts {
  readonly episodes: readonly EpisodeFacts[];
  readonly spans: readonly StatusSpan[];
  readonly standings: readonly Standing[];
  readonly mended: readonly Mended[];
}

interface Reading {
  readonly episodes: { number: number; from: string; byHand: boolean; endedAt?: string; resolvedAt?: string }[];
  readonly spans: { status: Status; from: string; to?: string }[];
  readonly standings: Standing[];
  readonly said: Map<string, Said & { readonly episode: number }>;
  readonly mended: Mended[];
  /** When the customer was heard last. */
  customerHeardAt: string;
}

interface Moving {
  readonly at: string;
  readonly byHand: boolean;
  /** Since when the ticket has stood so, where that was heard of later. */
  readonly since: string;
}

/** Work begins an episode when there is none, and ends it when it leaves off. */
function moveTo({ episodes, spans }: Reading, status: Status, { at, byHand, since }: Moving): void {
  const last = spans.at(-1);
  if (last?.status === status) return;
  const from = latest(since, last && isInWork(last.status) ? last.from : at) ?? at;
  if (last) last.to = from;
  spans.push({ status, from });
  const episode = episodes.at(-1);
  const isOpen = episode !== undefined && episode.endedAt === undefined;
  if (isInWork(status) && !isOpen) episodes.push({ number: episodes.length + 1, from: at, byHand });
  if (!isInWork(status) && isOpen)
    Object.assign(episode, { endedAt: at, ...(status === 'resolved' && { resolvedAt: at }) });
}

/** A message told twice (an echo, and our own word of it) stays where it was; only our word says that automation wrote it. */
function hear({ said, episodes }: Reading, ref: MessageRef): void {
  const known = said.get(ref.id);
  const by = ref.by === 'automation' || known?.by === 'automation' ? 'automation' : 'person';
  const acknowledgement = ref.acknowledgement === true || known?.acknowledgement === true;
  const episode = episodes.at(-1);
  const place = { episode: episode?.number ?? 1, afterEnd: episode?.endedAt !== undefined };
  const { id, direction, sentAt, startsAt = sentAt } = ref;
  const times = { sentAt: saidAt(ref), startsAt, late: startsAt !== sentAt, answerUntil: lastMoment(ref) };
  said.set(id, { id, direction, ...times, ...place, ...known, by, acknowledgement });
}

function takeBack({ said }: Reading, messageId: string, at: string): void {
  const known = said.get(messageId);
  if (known?.direction === 'in' && !known.deletedAt) said.set(messageId, { ...known, deletedAt: at });
}

function read(reading: Reading, entry: Entry, at: string): void {
  const status = statusIn(entry, reading.spans.at(-1)?.status);
  if (heardIn(entry).some(({ direction }) => direction === 'in')) reading.customerHeardAt = at;
  const since = status === 'pending' ? waitingSince(entry, at, reading.customerHeardAt) : at;
  if (status) moveTo(reading, status, { at, byHand: entry.deed.type === 'moved', since });
  const { deed, state: { priority, promise, tier, team } = {} } = entry;
  if (priority) reading.standings.push({ at, priority: promise ?? priority, tier, team });
  for (const ref of heardIn(entry)) hear(reading, ref);
  if (deed.type === 'recomputed') reading.mended.push(...(deed.corrections ?? []).map((each) => ({ ...each, at })));
  if (deed.type !== 'amended') return;
  for (const { messageId, kind } of deed.amendments) if (kind === 'deletion') takeBack(reading, messageId, at);
}

/**
 * Reads a history.
 * @param entries all of them, in order of their revisions. Where the clocks of those who wrote them disagree, time
 * stands still rather than run backwards.
 */
export function readHistory(entries: readonly Entry[]): TicketFacts {
  const reading: Reading = { episodes: [], spans: [], standings: [], said: new Map(), mended: [], customerHeardAt: '' };
  let at = '';
  for (const entry of entries) {
    if (entry.at > at) at = entry.at;
    read(reading, entry, at);
  }
  const said = [...reading.said.values()];
  const { spans, standings, mended } = reading;
  const episodes: EpisodeFacts[] = [];
  for (const { byHand, ...episode } of reading.episodes) {
    const messages = said.filter(({ episode: number }) => number === episode.number);
    episodes.push({ ...episode, messages, ...(byHand && { takesUp: episodes.at(-1) }) });
  }
  return { episodes, spans, standings, mended };
}
