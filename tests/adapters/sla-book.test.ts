import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { keptSlaBook, readSlaBook } from '#adapters/table/sla-book.ts';
import { tableSlaDocuments } from '#adapters/table/sla-documents.ts';
import { versionedDocuments } from '#adapters/table/versioned-documents.ts';
import { bookAt, DEFAULT_SLA_BOOK, type SlaBook } from '#domain/policy/book.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { POLICY_NAME } from '#domain/policy/documents.ts';
import { calendarOf } from '#tests/support/calendars.ts';
import { memoryItemStore } from '#tests/support/memory-item-store.ts';
import { NOON } from '#tests/support/messages.ts';

const said = { by: { kind: 'agent', id: 'admin-1' }, at: NOON } as const;
const holidays = { DE: [{ date: '2026-12-25', name: 'Weihnachten' }] };
const { version: _shipped, ...policy } = DEFAULT_SLA_POLICY;
const { name: _name, version: _version, ...hours } = calendarOf({ mon: [['09:00', '17:00']] }, 'Europe/Berlin');

function made() {
  const sla = tableSlaDocuments(memoryItemStore());
  let nowMs = 0;
  let reads = 0;
  const read = readSlaBook(sla, holidays);
  const counted = () => {
    reads += 1;
    return read();
  };
  const pass = (seconds: number) => {
    nowMs += seconds * 1000;
  };
  return { sla, read, kept: keptSlaBook(counted, () => nowMs), pass, reads: () => reads };
}

describe('the book in force', () => {
  it('is what ships until somebody puts something', async () => {
    expect(await made().read()).toEqual(DEFAULT_SLA_BOOK);
  });

  it('has what was put last, by its version, and the calendar that ships beside the others', async () => {
    const { sla, read } = made();
    await sla.policies.put({ name: POLICY_NAME, document: { ...policy, closeAfterDays: 3 }, ...said }, 0);
    await sla.policies.put({ name: POLICY_NAME, document: { ...policy, closeAfterDays: 4 }, ...said }, 1);
    await sla.calendars.put({ name: 'night', document: hours, ...said }, 0);
    const book = await read();
    expect(book.policy).toMatchObject({ version: '2', closeAfterDays: 4 });
    expect(book.calendars.map(({ name, version }) => [name, version])).toEqual([
      ['night', '1'],
      ['business', 'calendar-1'],
    ]);
    await sla.calendars.put({ name: 'business', document: hours, ...said }, 0);
    expect((await read()).calendars.map(({ name, version }) => [name, version])).toEqual([
      ['business', '1'],
      ['night', '1'],
    ]);
  });

  it('knows the public holidays of its calendars', async () => {
    const { sla, read } = made();
    await sla.calendars.put({ name: 'south', document: { ...hours, regions: [{ country: 'DE' }] }, ...said }, 0);
    expect((await read()).calendars[0]?.holidays).toEqual(holidays.DE);
  });

  it('has what was in force before, each until the next edit of whatever it was', async () => {
    const { sla, read } = made();
    const at = (hour: number) => ({ ...said, at: `2026-03-02T1${hour}:00:00.000Z` });
    await sla.policies.put({ name: POLICY_NAME, document: { ...policy, closeAfterDays: 3 }, ...at(1) }, 0);
    await sla.calendars.put({ name: 'business', document: hours, ...at(2) }, 0);
    await sla.policies.put({ name: POLICY_NAME, document: { ...policy, closeAfterDays: 4 }, ...at(3) }, 1);
    await sla.calendars.put({ name: 'night', document: hours, ...at(4) }, 0);
    const book = await read();
    const shown = ({ policy: { version }, calendars }: Pick<SlaBook, 'policy' | 'calendars'>) =>
      `${version} ${calendars.map((each) => `${each.name} ${each.version}`).join(', ')}`;
    const times = ['2026-03-02T10:59:59.999Z', ...[1, 2, 3, 4].map((hour) => at(hour).at)];
    expect(times.map((time) => shown(bookAt(book, time)))).toEqual([
      'sla-2 business calendar-1',
      '1 business calendar-1',
      '1 business 1',
      '2 business 1',
      '2 business 1, night 1',
    ]);
  });

  it('takes what it reads to have been in force always where it cannot read what came before', async () => {
    const store = memoryItemStore();
    const sla = tableSlaDocuments(store);
    const unread = versionedDocuments({ store, schema: z.unknown(), family: 'sla-policy' });
    await unread.put({ name: POLICY_NAME, document: {}, ...said }, 0);
    await sla.policies.put({ name: POLICY_NAME, document: policy, ...said }, 1);
    expect(bookAt(await readSlaBook(sla, {})(), '2026-01-01T00:00:00.000Z').policy.version).toBe('2');
  });

  it('gives way to what ships where this release cannot read it, and never where the table is down', async () => {
    const store = memoryItemStore();
    const other = { store, schema: z.unknown() };
    await versionedDocuments({ ...other, family: 'sla-policy' }).put({ name: POLICY_NAME, document: {}, ...said }, 0);
    await versionedDocuments({ ...other, family: 'calendar' }).put({ name: 'night', document: [], ...said }, 0);
    expect(await readSlaBook(tableSlaDocuments(store), {})()).toEqual(DEFAULT_SLA_BOOK);
    const down = { ...store, get: () => Promise.reject(new Error('down')) };
    await expect(readSlaBook(tableSlaDocuments(down), {})()).rejects.toThrow('down');
  });

  it('is read once a minute, and stays the same object while nothing has changed', async () => {
    const { sla, kept, pass, reads } = made();
    const first = await kept();
    pass(59);
    expect(await kept()).toBe(first);
    expect(reads()).toBe(1);
    pass(1);
    expect(await kept()).toBe(first);
    expect(reads()).toBe(2);
    await sla.calendars.put({ name: 'night', document: hours, ...said }, 0);
    pass(60);
    expect((await kept()).calendars).toHaveLength(2);
  });

  it('is read again for whoever asks for what was in force later, and for nobody else', async () => {
    const { kept, pass, reads } = made();
    await kept();
    pass(10);
    const at = new Date(10_000).toISOString();
    await kept(new Date(0).toISOString());
    expect(reads()).toBe(1);
    await Promise.all([kept(at), kept(at), kept()]);
    expect(reads()).toBe(2);
    pass(59);
    await kept(at);
    expect(reads()).toBe(2);
  });
});
