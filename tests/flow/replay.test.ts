import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CareStack, startCareStack } from '#local/care/care-stack.ts';
import { readTable } from '#local/care/found.ts';
import { listPayloads } from '#local/replay/folders.ts';
import { namedAccounts } from '#local/replay/named-accounts.ts';
import { type Replayed, replay } from '#local/replay/replay.ts';
import { wentWell } from '#local/replay/report.ts';

const OURS = new URL('../fixtures', import.meta.url).pathname;
const recorded = process.env['EARSHOT_FIXTURES'] ?? '';
const isRecorded = existsSync(join(recorded, 'x'));

let care: CareStack;
let odd: string;

beforeAll(async () => {
  odd = mkdtempSync(join(tmpdir(), 'replay-odd-'));
  const files = [OURS, ...(isRecorded ? [recorded] : [])].flatMap((folder) => listPayloads(folder).files);
  care = await startCareStack({ timeoutScale: 0.025, accounts: await namedAccounts(files) });
});

afterAll(async () => {
  await care?.stop();
  rmSync(odd, { recursive: true, force: true });
});

/** Who is what today: tickets by id, with what they have heard. */
async function ticketsNow(): Promise<string[]> {
  const { tickets } = await readTable(care.stack);
  return tickets.map(({ id, revision, lastMessageSeen }) => `${id} ${revision} ${lastMessageSeen}`).sort();
}

const outcomesOf = ({ summary }: Replayed) =>
  Object.fromEntries(summary.results.map(({ file, status, outcome }) => [file, `${status} ${outcome}`]));

describe.skipIf(!isRecorded)('payloads that others recorded', () => {
  it('end stored or ignored with a reason, none of them 5xx, parked or lost', async () => {
    const { summary, lines } = await replay(care, listPayloads(recorded));
    expect(summary).toMatchObject({ errors5xx: 0, parked: 0, failed: 0, lost: 0, rejected: 0, deadLetters: {} });
    expect(wentWell(summary)).toBe(true);
    expect(summary.files).toBeGreaterThan(60);
    expect(summary.stored + summary.ignored).toBe(summary.files);
    expect(lines).toHaveLength(summary.files);
    for (const { outcome, reasons } of summary.results) if (outcome === 'ignored') expect(reasons).not.toEqual([]);
    expect(summary.skipped.map(({ name }) => name)).toContain('signatures');
  });
});

describe('payloads of our own', () => {
  it('are all accounted for, and delivered twice make the same tickets', async () => {
    const once = await replay(care, listPayloads(OURS));
    const { files, stored, ignored, parked, messages, results } = once.summary;
    expect(once.summary).toMatchObject({ errors5xx: 0, failed: 0, lost: 0, rejected: 0 });
    expect(stored + ignored + parked).toBe(files);
    expect(results.filter(({ outcome }) => outcome === 'parked')).toMatchObject([
      { file: 'standard/message-without-customer.json', reasons: ['schema_mismatch'] },
    ]);
    expect(messages).toBeGreaterThan(10);
    const before = await ticketsNow();
    const twice = await replay(care, listPayloads(OURS));
    expect(twice.summary).toMatchObject({ files, stored, ignored, parked, messages });
    expect(await ticketsNow()).toEqual(before);
  });
});

/** Which messages lie together, whatever their tickets are called. */
async function matters({ stack }: CareStack): Promise<string[]> {
  const { items, tickets } = await readTable(stack);
  const live = new Set(tickets.filter(({ mergedInto }) => !mergedInto).map(({ id }) => id));
  const said = items.flatMap(({ kind, message, ticketId }) =>
    kind === 'message'
      ? [{ ticketId: String(ticketId), ...(message as { account: string; id: string; text?: string }) }]
      : [],
  );
  const successor = new Map(tickets.map(({ id, mergedInto }) => [id, mergedInto]));
  const home = (id: string): string => (live.has(id) ? id : home(successor.get(id) ?? ''));
  const byTicket = Map.groupBy(said, ({ ticketId }) => home(ticketId));
  return [...byTicket.values()]
    .map((together) =>
      together
        .map(({ account, id }) => `${account} ${id}`)
        .sort()
        .join('\n'),
    )
    .sort();
}

describe('payloads delivered twice and out of order', () => {
  it('make the same tickets as once and in order', async () => {
    const other = await startCareStack({
      timeoutScale: 0.025,
      accounts: await namedAccounts(listPayloads(OURS).files),
    });
    try {
      const { files, skipped } = listPayloads(OURS);
      await replay(other, { files: files.toReversed(), skipped });
      await replay(other, { files: files.filter((_, index) => index % 2 === 0), skipped });
      await replay(other, { files, skipped });
      await replay(care, { files, skipped });
      const shuffled = await matters(other);
      expect(shuffled.length).toBeGreaterThan(10);
      expect(await matters(care)).toEqual(expect.arrayContaining(shuffled));
    } finally {
      await other.stop();
    }
  });
});

describe('bodies that nobody sends', () => {
  const long = (letters: number) => JSON.stringify({ for_user_id: '1', note: 'a'.repeat(letters) });
  const bodies: Record<string, [content: string | Uint8Array, end: string]> = {
    'x/broken.json': ['{"for_user_id": "1", ', '400 rejected'],
    'x/empty.json': ['', '400 rejected'],
    // The gateway hands JSON on as text, and what is none has lost the bytes that were signed.
    'x/no-text.json': [Uint8Array.of(0x22, 0xff, 0x22), '401 rejected'],
    'x/deep.json': ['['.repeat(100) + ']'.repeat(100), '400 rejected'],
    'x/list.json': ['[1, [], {}, null]', '200 ignored'],
    'x/nothing.json': ['null', '200 ignored'],
    'messenger/text.json': ['"hello"', '200 ignored'],
    'messenger/empty-list.json': ['[]', '200 ignored'],
    'standard/empty-list.json': ['[]', '200 ignored'],
    'x/large.json': [long(1_000_000), '200 ignored'],
    'x/too-large-for-the-function.json': [long(7_000_000), '413 rejected'],
    'x/too-large-for-the-gateway.json': [long(12_000_000), '413 rejected'],
  };

  it('are kept whole, or refused by name', async () => {
    for (const [name, [content]] of Object.entries(bodies)) {
      mkdirSync(join(odd, name, '..'), { recursive: true });
      writeFileSync(join(odd, name), content);
    }
    const replayed = await replay(care, listPayloads(odd));
    expect(outcomesOf(replayed)).toEqual(
      Object.fromEntries(Object.entries(bodies).map(([name, [, end]]) => [name, end])),
    );
    for (const { reasons } of replayed.summary.results) expect(reasons.join('')).not.toBe('');
  });

  it('are named when they can not be read', async () => {
    const gone = { name: 'x/gone.json', path: join(odd, 'x/gone.json'), platform: 'x' as const };
    const { summary } = await replay(care, { files: [gone], skipped: [] });
    expect(summary).toMatchObject({ files: 0, skipped: [{ name: 'x/gone.json', reason: "can't be read (ENOENT)" }] });
  });
});
