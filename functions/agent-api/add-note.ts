import { note } from '#domain/commands.ts';
import { NotFoundError } from '#domain/errors.ts';
import type { Operation } from './call.ts';
import { changed } from './deciding.ts';
import type { AgentApiPorts } from './ports.ts';
import { noteViewOf } from './views.ts';

/** Adds an internal note: its words first, then the entry that makes them count. */
export function addNote(ports: AgentApiPorts): Operation<'addNote'> {
  return async ({ caller, parameters: { ticketId }, body: { text } }) => {
    if (!(await ports.tickets.get(ticketId))) throw new NotFoundError('There is no such ticket.');
    const written = { ticketId, noteId: ports.newId(), text, by: caller.id, at: ports.clock() };
    await ports.notes.put(written);
    const context = {
      by: { kind: caller.kind, id: caller.id },
      now: written.at,
      noteId: written.noteId,
    };
    const ticket = await changed(ports, ticketId, (before) => note(before, context));
    return { body: noteViewOf(written), workVersion: ticket.workVersion };
  };
}
