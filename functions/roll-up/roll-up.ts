import { RECOMPUTED, rollUpEnvelope } from '#contracts/roll-up.ts';
import { PermanentError } from '#domain/errors.ts';
import { heardIn } from '#domain/merge.ts';
import type { MetricsRows } from '#domain/metrics/rows-port.ts';
import { beginnersOf, rowsOf } from '#domain/metrics/ticket-rows.ts';
import type { ReadSlaBook } from '#domain/policy/book.ts';
import type { Clock, Messages, Park, Tickets } from '#domain/ports.ts';
import { messageKeyOf } from '#domain/venue.ts';
import type { QueueRecord } from '#functions/shell/batch.ts';
import type { Count } from '#functions/shell/count.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/**
 * Whatever happened to a ticket, its rows for the metrics are derived from its history: the same event twice, late or out
 * of order ends in the same rows. Events of one ticket in a batch are one look.
 */

export interface RollUpPorts {
  readonly tickets: Pick<Tickets, 'get' | 'history'>;
  readonly messages: Pick<Messages, 'getAll'>;
  readonly metricsRows: Pick<MetricsRows, 'keep' | 'hasAny'>;
  readonly slaBook: ReadSlaBook;
  readonly keptDays: number;
  readonly park: Park;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Log;
}

/** What is to be looked at, for which records. */
interface Look {
  readonly ids: readonly string[];
  /** Whether rows may begin, or only move where there are some. */
  readonly begins: boolean;
}

/** The ticket of the event, and the one in which a merged one goes on: it tells no message anew. */
function readEvent(body: string): { readonly ticketIds: readonly string[]; readonly begins: boolean } {
  try {
    const { 'detail-type': type, detail } = rollUpEnvelope.parse(JSON.parse(body));
    const { ticketId, data } = detail;
    const ticketIds = data?.into === undefined ? [ticketId] : [ticketId, data.into];
    return { ticketIds, begins: type !== RECOMPUTED };
  } catch (cause) {
    throw new PermanentError('envelope_broken', 'the event names no ticket', { cause });
  }
}

/** Derives the rows of one ticket; one that is not there any more keeps those it has. */
async function rollUp(ports: RollUpPorts, ticketId: string, { begins }: Look): Promise<void> {
  if (!begins && !(await ports.metricsRows.hasAny(ticketId))) return;
  const ticket = await ports.tickets.get(ticketId);
  if (!ticket) return;
  // By a book older than the ticket's last change, rows would say other than the ticket, and no event might mend them.
  const [history, book] = await Promise.all([ports.tickets.history(ticketId), ports.slaBook(ticket.updatedAt)]);
  // What was written since the ticket was read is told by an event of its own.
  const entries = history.filter(({ revision }) => revision <= ticket.revision);
  const begun = new Set(beginnersOf(entries, book));
  const refs = heardIn(entries).filter(({ id }) => begun.has(id));
  const filed = await ports.messages.getAll(refs.map((ref) => messageKeyOf(ref, ticket)));
  const messages = new Map(filed.map((each) => [each.message.id, each]));
  const rows = rowsOf({ ticket, entries, book, messages, now: ports.clock() });
  const { revision } = ticket;
  const written = await ports.metricsRows.keep({ ticketId, revision, rows, keptDays: ports.keptDays });
  for (let row = 0; row < written; row++) ports.count('MetricsRowsWritten');
}

/** @returns the ids of the records that must come again. */
async function rollUpOf(ports: RollUpPorts, ticketId: string, look: Look): Promise<readonly string[]> {
  try {
    await rollUp(ports, ticketId, look);
    return [];
  } catch (error) {
    ports.log.warn('ticket not rolled up', { ticketId, ...faultOf(error) });
    return look.ids;
  }
}

/** Records by the ticket they name; those that name none are parked, or come again when they could not be. */
async function byTicket({ park, log }: RollUpPorts, records: readonly QueueRecord[]) {
  const tickets = new Map<string, Look>();
  const failed: string[] = [];
  for (const { id, body } of records) {
    try {
      const { ticketIds, begins } = readEvent(body);
      for (const ticketId of ticketIds) {
        const before = tickets.get(ticketId);
        tickets.set(ticketId, { ids: [...(before?.ids ?? []), id], begins: begins || before?.begins === true });
      }
    } catch (error) {
      log.warn('record failed', { recordId: id, ...faultOf(error) });
      await park(body, 'envelope_broken').catch((fault: unknown) => {
        log.error('could not be parked, will be retried', { recordId: id, ...faultOf(fault) });
        failed.push(id);
      });
    }
  }
  return { tickets, failed };
}

/** Works through a batch of events, ticket by ticket. @returns the ids of the records that must come again. */
export const createRollUp =
  (ports: RollUpPorts) =>
  async (records: readonly QueueRecord[]): Promise<string[]> => {
    const { tickets, failed } = await byTicket(ports, records);
    const done = [...tickets].map(([ticketId, look]) => rollUpOf(ports, ticketId, look));
    return [...new Set([...failed, ...(await Promise.all(done)).flat()])];
  };
