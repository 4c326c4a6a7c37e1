import { describe, expect, it } from 'vitest';
import { amendedIn, historiesIn } from '#local/care/found.ts';
import { atMinute, brandMessage, customerMessage } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** A ticket of three entries as the table has it when a function was killed before it had moved the last one out. */
function interrupted() {
  const story = ticketStory();
  story.hear(0, customerMessage());
  story.hear(5, brandMessage({ sentAt: atMinute(5) }));
  story.hear(9, customerMessage({ id: 'm-2', sentAt: atMinute(9) }));
  const { ticket, history } = story;
  const items = history
    .slice(0, -1)
    .reverse()
    .map((entry) => ({ kind: 'entry', pk: `ticket#${ticket.id}`, entry }));
  return { ticket, history, items };
}

describe('the histories that the engines hold', () => {
  it('have the last entry, which rides inside its ticket, and each entry once', () => {
    const { ticket, history, items } = interrupted();
    expect(historiesIn({ items, tickets: [ticket] })).toEqual([{ ticket, entries: history }]);
    const moved = { kind: 'entry', pk: `ticket#${ticket.id}`, entry: ticket.lastEntry };
    expect(historiesIn({ items: [...items, moved], tickets: [ticket] })).toEqual([{ ticket, entries: history }]);
  });

  it('are not told of tickets that went on in another', () => {
    const { ticket, items } = interrupted();
    expect(historiesIn({ items, tickets: [{ ...ticket, mergedInto: 'ticket-2' }] })).toEqual([]);
  });
});

describe('the edits and deletions that the engines hold', () => {
  const message = customerMessage({ id: 'm-1', text: 'Five stars' });
  const edit = (text: string, id: string) => ({
    ...message,
    messageId: 'm-1',
    id,
    kind: 'edit',
    text,
    at: atMinute(3),
  });
  const kept = (...amendments: object[]) => ({ kind: 'amendments', amendments });
  const named = `${message.account} edit of m-1`;

  it('are named by their message, each copy', () => {
    const items = [{ kind: 'message', message }, kept(edit('One star', 'e-1'), edit('Two stars', 'e-2'))];
    expect(amendedIn({ items })).toEqual([named, named]);
    expect(amendedIn({ items: [kept(edit('One star', 'e-1'))] })).toEqual([named]);
  });

  it('are none where a listing tells the same words again', () => {
    const items = [{ kind: 'message', message }, kept(edit('Five stars', 'e-1'), edit('Five stars', 'e-2'))];
    expect(amendedIn({ items })).toEqual([]);
  });
});
