import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CareStack, startCareStack } from '#local/care/care-stack.ts';
import { readTable } from '#local/care/found.ts';
import { listPayloads } from '#local/replay/folders.ts';
import { type Replayed, replay } from '#local/replay/replay.ts';
import { wentWell } from '#local/replay/report.ts';

const OURS = new URL('../fixtures', import.meta.url).pathname;
const recorded = process.env['EARSHOT_FIXTURES'] ?? '';

let care: CareStack;
let odd: string;

beforeAll(async () => {
  odd = mkdtempSync(join(tmpdir(), 'replay-odd-'));
  care = await startCareStack({ timeoutScale: 0.025 });
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

describe.skipIf(!existsSync(join(recorded, 'x')))('payloads that others recorded', () => {
  it('end stored or ignored with a reason, none of them 5xx, parked or lost', async () => {
    const { summary, lines } = await replay(care, listPayloads(recorded));
    expect(summary).toMatchObject({ errors5xx: 0, parked: 0, failed: 0, lost: 0, rejected: 0, deadLetters: {} });
    expect(wentWell(summary)).toBe(true);
    expect(summary.files).toBeGreaterThan(60);
    expect(summary.stored + summary.ignored).toBe(summary.files);
    expect(lines).toHaveLength(summary.files);
    for (const { outcome, reasons } of summary.results) if (outcome === 'ignored') expect(reasons).not.toEqual([]);
    expect(summary.skipped.map(({ name }) => name)).toContain('linkedin');
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
