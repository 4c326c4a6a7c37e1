import { type Amendment, amended, amending, type Message } from '#domain/message.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import type { Run } from './replayed-run.ts';

/** What a run of triage comes to, whatever its tickets are called. */

interface Kept {
  readonly id: string;
  readonly mergedInto?: string;
  readonly lastMessageSeen: number;
  readonly assessment: { readonly priority: string };
}

/** What a run comes to. */
export interface Outcome {
  /** Which messages lie together. */
  readonly matters: readonly string[];
  /** What each message says now, who wrote it, and what was done to it. */
  readonly messages: readonly string[];
  /** What is kept of events that are no words. */
  readonly traces: readonly string[];
  readonly parked: readonly string[];
  /** What is to be fetched. */
  readonly fetched: readonly string[];
}

function saysNow(message: Message, kept: readonly Amendment[]): string {
  const amendments = amending(message, kept);
  const { account, id, text, author, direction, visibility, sentAt, rating } = amended(message, amendments);
  const isDeleted = amendments.some(({ kind }) => kind === 'deletion');
  const told = {
    text,
    author: author.id,
    direction,
    visibility,
    sentAt,
    rating,
    state: isDeleted ? 'deleted' : 'said',
  };
  return `${account} ${id} ${JSON.stringify(told)}`;
}

function mattersOf(run: Run): string[] {
  const tickets = new Map(run.kinds('ticket').map(({ ticket }) => [(ticket as Kept).id, ticket as Kept]));
  const home = (id: string): string => {
    const next = tickets.get(id)?.mergedInto;
    return next ? home(next) : id;
  };
  const said = run.kinds('message').map(({ ticketId, message }) => ({
    at: home(String(ticketId)),
    name: `${(message as Message).account} ${(message as Message).id}`,
  }));
  return [...Map.groupBy(said, ({ at }) => at)].map(([at, together]) => {
    const names = together.map(({ name }) => name).sort();
    return `${names.join(', ')}: ${tickets.get(at)?.lastMessageSeen} heard, ${tickets.get(at)?.assessment.priority}`;
  });
}

/** The events of a queue message, by their ids. */
function idsIn(body: string): string[] {
  const { event, events = [] } = JSON.parse(body) as { event?: PlatformEvent; events?: readonly PlatformEvent[] };
  return [...(event ? [event] : []), ...events].map(({ account, id }) => `${account} ${id}`);
}

const sorted = (lines: readonly string[]): string[] => [...new Set(lines)].sort();

/** Reads a run. */
export function outcomeOf(run: Run): Outcome {
  const amendments = new Map(
    run.kinds('amendments').flatMap(({ amendments: all }) => {
      const [first] = all as Amendment[];
      return first ? [[`${first.account} ${first.messageId}`, all as Amendment[]] as const] : [];
    }),
  );
  const messages = run.kinds('message').map(({ message }) => {
    const { account, id } = message as Message;
    return saysNow(message as Message, amendments.get(`${account} ${id}`) ?? []);
  });
  return {
    matters: sorted(mattersOf(run)),
    messages: sorted(messages),
    traces: sorted(run.kinds('trace').map(({ account, eventId }) => `${String(account)} ${String(eventId)}`)),
    parked: sorted(run.parked.flatMap(({ body, reason }) => idsIn(body).map((id) => `${id} ${reason}`))),
    fetched: sorted(run.fetched.flatMap(idsIn)),
  };
}
