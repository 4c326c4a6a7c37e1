import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CareStack, startCareStack } from '#local/care/care-stack.ts';
import { readTable } from '#local/care/found.ts';
import { type Listing, listPayloads } from '#local/replay/folders.ts';
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

interface Said {
  readonly name: string;
  readonly customerId: string;
  readonly home: string;
}

/** Every message, and the ticket that it lies on today. */
async function saidIn({ stack }: CareStack): Promise<Said[]> {
  const { items, tickets } = await readTable(stack);
  const successor = new Map(tickets.map(({ id, mergedInto }) => [id, mergedInto]));
  const home = (id: string): string => {
    const next = successor.get(id);
    return next ? home(next) : id;
  };
  return items.flatMap(({ kind, message, ticketId }) => {
    if (kind !== 'message') return [];
    const { account, customerId, id } = message as { account: string; customerId: string; id: string };
    const name = `${account} ${id.replace(`~${customerId}`, '')}`;
    return [{ name, customerId, home: home(String(ticketId)) }];
  });
}

/** Which messages lie together, whatever their tickets are called. */
function matters(said: readonly Said[], but: ReadonlySet<string>): string[] {
  const known = said.filter(({ name }) => !but.has(name));
  const together = [...Map.groupBy(known, ({ home }) => home).values()];
  return together
    .map((each) =>
      each
        .map(({ name }) => name)
        .sort()
        .join('\n'),
    )
    .sort();
}

/** Ids that payloads give to several customers' words, which no platform does: whose they are hangs on who came first. */
function sharedIds(said: readonly Said[]): Set<string> {
  const byName = Map.groupBy(said, ({ name }) => name);
  const several = [...byName].filter(([, each]) => new Set(each.map(({ customerId }) => customerId)).size > 1);
  return new Set(several.map(([name]) => name));
}

/** What is told twice and in any order: our own payloads, and those that others recorded. */
function everything(): Listing {
  const listings = [OURS, ...(isRecorded ? [recorded] : [])].map(listPayloads);
  return { files: listings.flatMap(({ files }) => files), skipped: listings.flatMap(({ skipped }) => skipped) };
}

describe('payloads delivered twice and out of order', () => {
  it('make the same tickets as once and in order', async () => {
    const { files, skipped } = everything();
    const other = await startCareStack({ timeoutScale: 0.025, accounts: await namedAccounts(files) });
    try {
      await replay(other, { files: files.toReversed(), skipped });
      await replay(other, { files: files.filter((_, index) => index % 2 === 0), skipped });
      await replay(other, { files, skipped });
      await replay(care, { files, skipped });
      const [shuffled, inOrder] = [await saidIn(other), await saidIn(care)];
      const shared = sharedIds([...shuffled, ...inOrder]);
      expect(shared.size).toBeLessThan(10);
      expect(matters(shuffled, shared).length).toBeGreaterThan(isRecorded ? 100 : 50);
      expect(matters(inOrder, shared)).toEqual(matters(shuffled, shared));
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
