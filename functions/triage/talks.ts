import type { Classification } from '#domain/classification.ts';
import type { Message } from '#domain/message.ts';
import type { Arrival } from '#functions/triage/open-record.ts';

/** A message of the batch with the arrivals that brought it (duplicates share one). */
export interface ArrivedMessage {
  readonly message: Message;
  /** What a customer's message was found to say. */
  readonly classification?: Classification | undefined;
  readonly arrivals: readonly Arrival[];
}

/** The messages of a batch that belong together: one customer, one account, thread keys that touch. */
export interface Talk {
  readonly account: string;
  readonly customerId: string;
  readonly keys: readonly string[];
  readonly messages: readonly ArrivedMessage[];
}

/** One entry a message: the first arrival's words, every arrival remembered. */
function deduped(messages: readonly ArrivedMessage[]): ArrivedMessage[] {
  const byId = new Map<string, ArrivedMessage>();
  for (const arrived of messages) {
    const { message, arrivals } = arrived;
    const id = `${message.account}\n${message.id}`;
    const known = byId.get(id);
    byId.set(id, known ? { ...known, arrivals: [...known.arrivals, ...arrivals] } : arrived);
  }
  return [...byId.values()];
}

function touches(talk: Talk, { message }: ArrivedMessage): boolean {
  if (talk.account !== message.account || talk.customerId !== message.customerId) return false;
  // Copies of one message may name different threads, which then are one.
  return (
    message.threadKeys.some((key) => talk.keys.includes(key)) ||
    talk.messages.some((known) => known.message.id === message.id)
  );
}

/** A message joins every talk that it touches, and so makes one of them. */
function joined(talks: readonly Talk[], arrived: ArrivedMessage): Talk[] {
  const { account, customerId, threadKeys } = arrived.message;
  const touched = talks.filter((talk) => touches(talk, arrived));
  const keys = [...new Set([...touched.flatMap((talk) => talk.keys), ...threadKeys])];
  const messages = [...touched.flatMap((talk) => talk.messages), arrived];
  return [...talks.filter((talk) => !touched.includes(talk)), { account, customerId, keys, messages }];
}

/** Groups a batch by talk, each message once, so that each ticket is folded once a batch. */
export function talksOf(messages: readonly ArrivedMessage[]): Talk[] {
  const talks = messages.reduce<Talk[]>(joined, []);
  return talks.map((talk) => ({ ...talk, messages: deduped(talk.messages) }));
}
