import { describe, expect, it } from 'vitest';
import { type EarshotEvent, eventCatalogue } from '#contracts/events.ts';
import type { Images } from '#domain/change.ts';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { eventOf } from '#functions/publish-changes/event-of.ts';
import { createPublishChanges, type PublishPorts } from '#functions/publish-changes/publish-changes.ts';
import { SILENT } from '#functions/shell/log.ts';
import { EVERY_DEED } from '#tests/support/deeds.ts';
import { customerMessage, NOON } from '#tests/support/messages.ts';
import { changedTicket, openedTicket } from '#tests/support/tickets.ts';

const WORDS = 'Where is my parcel, asks Ada of @lovelace';
const opened = openedTicket(
  customerMessage({ text: WORDS, author: { id: 'customer-1', name: 'Ada', handle: '@lovelace' } }),
);
const wasOpened: Images = { kind: 'written', before: undefined, after: opened };

const record = (sequenceNumber: string, images: Images = wasOpened) => ({ sequenceNumber, read: () => images });

const unreadable = (sequenceNumber: string) => ({
  sequenceNumber,
  read: (): Images => {
    throw new PermanentError('schema_mismatch');
  },
});

function startPublisher(given: Partial<PublishPorts> = {}) {
  const published: EarshotEvent[] = [];
  const tell = createPublishChanges({
    publish: async (events) => void published.push(...events),
    log: SILENT,
    ...given,
  });
  return { tell, published };
}

describe('publishing changes', () => {
  it('tells every fact of a batch, in the order of its records', async () => {
    const { tell, published } = startPublisher();
    const claimed = changedTicket(opened, EVERY_DEED.claimed, { assignee: 'agent-1' });
    await expect(
      tell([record('1'), record('2', { kind: 'written', before: opened, after: claimed })]),
    ).resolves.toBeUndefined();
    expect(published.map(({ type }) => type)).toEqual(['ticket.opened', 'message.received', 'ticket.claimed']);
  });

  it('tells the same facts under the same ids when the stream comes again', async () => {
    const { tell, published } = startPublisher();
    await tell([record('1')]);
    await tell([record('9')]);
    const ids = published.map(({ id }) => id);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
    expect(new Set(ids).size).toBe(2);
  });

  it('stops at a record that cannot be read, having told what came before it and nothing after', async () => {
    const { tell, published } = startPublisher();
    const deleted = record('3', { kind: 'deleted', before: opened, at: NOON });
    await expect(tell([record('1'), unreadable('2'), deleted])).resolves.toBe('2');
    expect(published.map(({ type }) => type)).toEqual(['ticket.opened', 'message.received']);
  });

  it('asks for the whole batch again when the bus does not take it', async () => {
    const { tell } = startPublisher({ publish: () => Promise.reject(new TransientError('down')) });
    await expect(tell([record('1'), unreadable('2')])).resolves.toBe('1');
  });

  it('tells of a policy and of a calendar who put which version, under one id, and not why', async () => {
    const { tell, published } = startPublisher();
    const by = { kind: 'agent', id: 'admin-1' } as const;
    const version = { name: 'business', number: 2, document: {}, by, at: NOON, why: 'Ada asked for it' };
    const configured = (family: string) => record(family, { kind: 'configured', family, version });
    await tell(['calendar', 'sla-policy', 'priority-policy', 'calendar'].map(configured));
    const [calendar, policy, again] = published;
    expect(calendar).toMatchObject({ type: 'sla.calendar_changed', data: { calendar: 'business', version: '2', by } });
    expect(calendar).not.toHaveProperty('ticketId');
    expect(policy).toMatchObject({ type: 'sla.policy_changed', data: { version: '2', by } });
    expect(again?.id).toBe(calendar?.id);
    expect(published).toHaveLength(3);
    expect(JSON.stringify(published)).not.toContain('Ada');
  });

  it('leaves the bus alone when there is nothing to tell', async () => {
    const { tell } = startPublisher({ publish: () => Promise.reject(new Error('asked')) });
    await expect(tell([record('1', { kind: 'nothing' })])).resolves.toBeUndefined();
    await expect(tell([])).resolves.toBeUndefined();
  });

  it('says in its events nothing that the customer said, nor who they are', async () => {
    const { tell, published } = startPublisher();
    await tell([record('1')]);
    expect(JSON.stringify(published)).not.toMatch(/parcel|Ada|lovelace/u);
  });
});

describe('an event', () => {
  it.each(Object.values(EVERY_DEED))('of $type is of the catalogue, in its version', async (deed) => {
    const { tell, published } = startPublisher();
    const before = { ...opened, assignee: 'agent-1' };
    const after = changedTicket(before, deed, { status: 'pending' });
    await expect(tell([record('1', { kind: 'written', before, after })])).resolves.toBeUndefined();
    for (const { type, version, data } of published) {
      expect(version).toBe(eventCatalogue[type].version);
      expect(eventCatalogue[type].data.safeParse(data).success).toBe(true);
    }
    expect(published.map(({ type }) => type)).toContain('ticket.status_changed');
  });

  it('of a type that the catalogue does not have, or of another shape, is refused', () => {
    const fact = { key: 'k', time: NOON, ticketId: 'ticket-1', data: {} };
    expect(() => eventOf({ ...fact, type: 'ticket.sung' })).toThrow(PermanentError);
    expect(() => eventOf({ ...fact, type: 'toString' })).toThrow(PermanentError);
    expect(() => eventOf({ ...fact, type: 'ticket.noted' })).toThrow(PermanentError);
  });
});
