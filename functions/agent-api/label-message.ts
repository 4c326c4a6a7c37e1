import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { NotFoundError, RefusedError } from '#domain/errors.ts';
import { type Correcting, corrected, foundIn } from '#domain/label.ts';
import { heardIn } from '#domain/merge.ts';
import { type Amendment, amending } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';
import { gistOf } from '#domain/reading.ts';
import { relabel } from '#domain/relabel.ts';
import type { Ticket } from '#domain/ticket.ts';
import { messageKeyOf } from '#domain/venue.ts';
import { isBlind } from './blind.ts';
import type { Call, Operation } from './call.ts';
import { labelsViewOf } from './labels-view.ts';
import type { AgentApiPorts } from './ports.ts';
import { DISCREET } from './sight.ts';

/** A person corrects what a message was found to say: the label first, then the ticket, which is judged anew by it. */

type LabelCall = Call<'labelMessage'>;

interface Labelled {
  readonly ticket: Ticket;
  readonly filed: FiledMessage;
  readonly amendments: readonly Amendment[];
}

/** @throws {ApiProblem} 403 for a machine: it could give itself leave to speak. */
function assertPerson({ caller }: LabelCall): void {
  if (caller.kind !== 'agent')
    throw new ApiProblem('forbidden', 'Only people correct what a message was found to say.');
}

/** The ticket whose readings count. @throws {NotFoundError} @throws {RefusedError} */
async function ticketOf({ tickets }: AgentApiPorts, { parameters }: LabelCall): Promise<Ticket> {
  const ticket = await tickets.get(parameters.ticketId);
  if (!ticket) throw new NotFoundError('There is no such ticket.');
  if (!ticket.mergedInto) return ticket;
  throw new RefusedError('ticket_merged', 'The matter goes on in another ticket: label the message there.');
}

/** The customer's message, as the ticket heard it. @throws {NotFoundError} @throws {RefusedError} */
async function labelledBy(ports: AgentApiPorts, call: LabelCall): Promise<Labelled> {
  const { ticketId, messageId: id } = call.parameters;
  const ticket = await ticketOf(ports, call);
  const heard = heardIn(await ports.tickets.history(ticketId)).find((ref) => ref.id === id);
  if (!heard) throw new NotFoundError('The ticket has no such message.');
  if (heard.direction === 'out') throw new RefusedError('not_judged', "The brand's own messages are not judged.");
  const keys = [messageKeyOf(heard, ticket)];
  const [[filed], known] = await Promise.all([ports.messages.getAll(keys), ports.messages.amendmentsOf(keys)]);
  const amendments = filed ? amending(filed.message, known.get(id) ?? []) : [];
  if (!filed || amendments.some(({ kind }) => kind === 'deletion'))
    throw new RefusedError('erased', 'The message was taken back: its words are gone.');
  return { ticket, filed, amendments };
}

/** What was found: as the ticket remembers it, or else as it was when the message came. */
function correctingOf(ports: AgentApiPorts, call: LabelCall, { ticket, filed, amendments }: Labelled): Correcting {
  const { why, ...said } = call.body;
  const { caller } = call;
  const { classification } = filed;
  const gist =
    ticket.episode.readings.find(({ id }) => id === filed.message.id) ?? (classification && gistOf(classification));
  return {
    id: ports.newId(),
    by: { kind: caller.kind, id: caller.id },
    at: ports.clock(),
    why,
    said,
    found: gist ? foundIn(gist) : {},
    classifier: classification?.classifier ?? 'none',
    amendments: amendments.length,
  };
}

/** Labels a message. The same labels again change nothing, and complete what a request that died left undone. */
export function labelMessage(ports: AgentApiPorts): Operation<'labelMessage'> {
  return async (call) => {
    assertPerson(call);
    const labelled = await labelledBy(ports, call);
    const correcting = correctingOf(ports, call, labelled);
    const { account, id: messageId } = labelled.filed.message;
    const fresh = { account, messageId, ticketId: labelled.ticket.id, corrections: [] };
    const labels = await ports.labels.change({ account, id: messageId }, (known = fresh) =>
      corrected(known, correcting),
    );
    const { ticket } = await ports.tickets.change(
      labelled.ticket.id,
      (before, history) => relabel(before, history, labels),
      0,
    );
    const unnamed = ticket && isBlind(ports, ticket) ? [labelled.filed.message.author] : [];
    return { body: labelsViewOf(labels, { ...DISCREET, unnamed }), workVersion: ticket?.workVersion };
  };
}
