import type { AcknowledgeEnvelope } from '#contracts/acknowledge.ts';
import { graded } from '#domain/promise/grading.ts';
import { mayAcknowledge, queueAcknowledgement } from '#domain/promise/queue-acknowledgement.ts';
import { promiseLanguage, promiseText } from '#domain/promise/words.ts';
import type { Ticket } from '#domain/ticket.ts';
import { lastVenue, platformOf } from '#domain/venue.ts';
import { answerRule } from '#platforms/reply-rules.ts';
import { type Asked, makePromise, replyOf } from './make-promise.ts';
import type { AcknowledgePorts } from './ports.ts';

/**
 * Tells a customer once an episode when a person will answer, where automation may speak, and grades the promise by what
 * happens. The promise is kept first, then its words, then the ticket's entry that sends them: a retry finds each.
 */

const MINUTE_MS = 60_000;

/** Whether the platform still takes automation's words. */
function isWindowOpen({ platformNamed, clock }: AcknowledgePorts, ticket: Ticket, askedAt: string): boolean {
  const { account, channel, visibility } = lastVenue(ticket);
  const rule = answerRule(platformNamed(platformOf(account))?.replies ?? {}, channel, visibility);
  if (!rule) return false;
  const { window } = rule;
  return !window || Date.parse(clock()) < Date.parse(askedAt) + window.minutes * MINUTE_MS;
}

/** The language of what the customer said last: as it was judged, by the platform's word where that names one, or by the platform's alone. */
async function languageOf({ messages }: AcknowledgePorts, { ticket, question }: Asked): Promise<string | undefined> {
  const [filed] = await messages.getAll([{ account: lastVenue(ticket).account, id: question.id }]);
  return filed?.classification?.language?.label ?? filed?.message.language;
}

function askedBy(ticket: Ticket | undefined, envelope: AcknowledgeEnvelope): Asked | undefined {
  if (!ticket?.lastIn) return undefined;
  const episode = envelope['detail-type'] === 'ticket.reopened' ? envelope.detail.data.episode : 1;
  return { ticket, episode, question: ticket.lastIn, at: envelope.detail.time };
}

/** Whether the stage, the guard and the platform let automation speak. */
function isAllowed(ports: AcknowledgePorts, { ticket, episode, question }: Asked): boolean {
  if (!ports.settings.channels.includes(lastVenue(ticket).channel)) return false;
  return mayAcknowledge(ticket, episode) && isWindowOpen(ports, ticket, question.sentAt);
}

async function acknowledge(ports: AcknowledgePorts, envelope: AcknowledgeEnvelope): Promise<boolean> {
  const asked = askedBy(await ports.tickets.get(envelope.detail.ticketId), envelope);
  if (!asked || !isAllowed(ports, asked)) return false;
  const made = await makePromise(ports, asked);
  if (!made) return false;
  const promise = await ports.promises.put(made);
  const text = promiseText(promise.expected, promiseLanguage(await languageOf(ports, asked)), promise.madeAt);
  const reply = await ports.replies.put(replyOf(asked, promise, text));
  const { episode, askedAt } = promise;
  const queueing = { reply, episode, askedAt, now: ports.clock() };
  const { changed } = await ports.tickets.change(
    asked.ticket.id,
    (ticket, history) => queueAcknowledgement(ticket, history, queueing),
    0,
  );
  return changed;
}

/** Brings the grades of a ticket's promises up to what its history tells. @returns whether there was one. */
async function grade({ replies, promises, tickets }: AcknowledgePorts, ticketId: string): Promise<boolean> {
  const acknowledgements = (await replies.ofTicket(ticketId)).filter(({ acknowledgement }) => acknowledgement);
  const found = acknowledgements.map(({ account, createdAt, replyId }) => {
    const episode = Number(replyId.slice(replyId.lastIndexOf('-') + 1));
    const key = { ticketId, account, day: createdAt.slice(0, 10), episode };
    return promises.change(key, async (promise) => graded(promise, await tickets.history(ticketId)));
  });
  return (await Promise.all(found)).some((promise) => promise !== undefined);
}

/** What became of an event. */
export type Acknowledged = 'told' | 'silent' | 'graded' | 'nothing_to_grade';

/** @returns the story of one event of the queue. */
export function createAcknowledge(ports: AcknowledgePorts) {
  return async (envelope: AcknowledgeEnvelope): Promise<Acknowledged> => {
    const type = envelope['detail-type'];
    if (type === 'ticket.opened' || type === 'ticket.reopened') {
      return (await acknowledge(ports, envelope)) ? 'told' : 'silent';
    }
    return (await grade(ports, envelope.detail.ticketId)) ? 'graded' : 'nothing_to_grade';
  };
}
