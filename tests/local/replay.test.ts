import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signed } from '#local/care/sender.ts';
import { UsageError } from '#local/command-line.ts';
import { parseReplayOptions } from '#local/replay/command-line.ts';
import { type Expectation, expectationsIn, expectationsOf } from '#local/replay/expectation.ts';
import { outcomeOf } from '#local/replay/file-outcome.ts';
import { listPayloads } from '#local/replay/folders.ts';
import { noPayload } from '#local/replay/no-payload.ts';
import { closingLines, lineOf, summaryOf, wentWell } from '#local/replay/report.ts';
import { type Shelves, shelvesOf } from '#local/replay/shelves.ts';
import type { PlatformName } from '#platforms/registry.ts';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'replay-'));
  for (const folder of ['x/inner', 'standard_webhooks', 'constructor', 'carrier_pigeon'])
    mkdirSync(join(directory, folder), { recursive: true });
  for (const file of ['x/b.json', 'x/a.json', 'x/notes.md', 'standard_webhooks/one.json', 'README.md'])
    writeFileSync(join(directory, file), '{}');
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('the listing of a folder', () => {
  it('takes every .json of a known folder, in order, and names what it leaves out', () => {
    const { files, skipped } = listPayloads(directory);
    expect(files.map(({ name, platform }) => `${name} ${platform}`)).toEqual([
      'standard_webhooks/one.json standard',
      'x/a.json x',
      'x/b.json x',
    ]);
    expect(Object.fromEntries(skipped.map(({ name, reason }) => [name, reason]))).toEqual({
      'README.md': 'in no folder of a platform',
      carrier_pigeon: 'no known platform',
      constructor: 'no known platform',
      'x/inner': 'a folder within a platform',
      'x/notes.md': 'not *.json',
    });
  });

  it.each<[string | undefined, unknown]>([
    ['a handshake', { query: 'a', 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['a handshake', { crc_token: 'a' }],
    ['a request with its response', { request: {}, response: {} }],
    ['vectors of a test', { tests: [] }],
    ['vectors of a test', { LengthCounterTest: [], WeightCounterTest: [] }],
    ['the body of an error', { error: { message: 'no', code: 190 } }],
    ['the body of an error', { error: 'not found' }],
    [undefined, { error: { code: 1 }, object: 'page', entry: [] }],
    [undefined, { error: {} }],
    [undefined, {}],
    [undefined, []],
    [undefined, null],
    [undefined, { for_user_id: '1' }],
  ])('knows what is plainly no payload: %s', (what, json) => {
    expect(noPayload(json)).toBe(what);
  });

  it.each([
    ['nowhere', /is no folder that can be read \(ENOENT\)/],
    ['x', /Nothing to deliver.*messenger.*, standard, standard_webhooks.*, x/],
  ])('refuses %s', (folder, message) => {
    expect(() => listPayloads(join(directory, folder))).toThrow(message);
  });
});

const expected = (platform: PlatformName, payload: unknown): Expectation[] =>
  expectationsOf(platform, signed(platform, payload, 0));

describe('what is looked for', () => {
  const data = { id: 'm-1', customer: { id: 'c-1' }, text: 'hello' };

  it('is a message, an edit, a deletion or an event, by the names the platform gives', () => {
    const types = ['message.created', 'message.updated', 'message.deleted', 'contact.created'];
    const words = expected(
      'standard',
      types.map((type) => ({ type, data })),
    ).map((each) => each.words);
    expect(words).toEqual([
      { kind: 'message', name: 'standard:shop message m-1' },
      { kind: 'edit', name: 'standard:shop edit of m-1' },
      { kind: 'deletion', name: 'standard:shop deletion of m-1' },
      undefined,
    ]);
  });

  it('is an event where the platform can read no message', () => {
    const [only, ...more] = expected('standard', { type: 'message.created', data: { id: 'm-1' } });
    expect(more).toEqual([]);
    expect(only?.event).toMatch(/^standard:shop event event:msg_[0-9a-f]{32}$/);
    expect(only?.words).toBeUndefined();
  });

  it('is nothing where there is no JSON', () => {
    expect(expectationsOf('x', signed('x', Buffer.from('{'), 0))).toEqual([]);
  });
});

const shelves = (items: object[], parked: { body: string; attributes: Record<string, string> }[] = []): Shelves =>
  shelvesOf(
    items as Record<string, unknown>[],
    parked.map((each) => ({ id: 'q', ...each })),
  );

const parkedEnvelope = (id: string, attributes: Record<string, string> = {}) => {
  const event = { account: 'x:1', id, payload: {} };
  const common = { version: 1, platform: 'x', receivedAt: 'now', deliveryId: 'd' };
  return { body: JSON.stringify({ ...common, kind: 'events', events: [event] }), attributes };
};

const asked = (...expectations: Expectation[]) => ({ file: 'x/a.json', status: 200, expected: expectations });

const message: Expectation = { event: 'x:1 event e1', words: { kind: 'message', name: 'x:1 message 7' } };
const storedItem = { kind: 'message', message: { account: 'x:1', id: '7' } };
const like: Expectation = { event: 'x:1 event e2' };
const trace = (outcome: string, reason: string) => ({ kind: 'trace', account: 'x:1', eventId: 'e2', outcome, reason });

describe('what became of a file', () => {
  it.each([
    ['stored', [message], shelves([storedItem]), '1 message'],
    ['stored', [message, like], shelves([storedItem, trace('ignored', 'like')]), '1 message, the rest ignored (like)'],
    ['ignored', [like], shelves([trace('ignored', 'like')]), '(like)'],
    ['ignored', [like], shelves([trace('unknown', 'wave')]), '(unknown type wave, kept whole)'],
    ['parked', [message], shelves([], [parkedEnvelope('e1', { parkReason: 'claim_missing' })]), '(claim_missing)'],
    ['parked', [message], shelves([], [parkedEnvelope('e1')]), '(failed too often)'],
    ['lost', [message, like], shelves([storedItem]), '1 message, (not found: x:1 event e2)'],
    ['lost', [], shelves([storedItem]), ''],
  ])('is %s: %#', (outcome, expectations, held, detail) => {
    const result = outcomeOf(asked(...expectations), held);
    expect(result.outcome).toBe(outcome);
    expect(lineOf(result)).toBe(`200 ${outcome.padEnd(8)} x/a.json  ${detail}`);
  });

  it('is ignored when it is a page that brings nothing, which is told from a hole', () => {
    expect(expectationsIn('google_play', {})).toEqual([]);
    expect(expectationsIn('google_play', { strange: true, reviewId: 'gp:1' })).toHaveLength(1);
    const result = outcomeOf({ ...asked(), isEmpty: true }, shelves([]));
    expect(lineOf(result)).toBe('200 ignored  x/a.json  (empty_page)');
  });

  it('finds an edit by its kind and message', () => {
    const amendments = [{ account: 'x:1', kind: 'edit', messageId: '7' }];
    const edit: Expectation = { event: 'x:1 event e3', words: { kind: 'edit', name: 'x:1 edit of 7' } };
    const result = outcomeOf(asked(edit), shelves([{ kind: 'amendments', amendments }]));
    expect(result).toMatchObject({ outcome: 'stored', messages: [], amendments: ['x:1 edit of 7'] });
  });

  it.each([
    [400, 'rejected'],
    [413, 'rejected'],
    [500, 'failed'],
    [503, 'failed'],
    [0, 'failed'],
  ])('answered %i is %s', (status, outcome) => {
    const answered = { file: 'x/a.json', status, detail: 'why', expected: [] };
    expect(outcomeOf(answered, shelves([]))).toMatchObject({ outcome, reasons: ['why'] });
  });
});

describe('the summary', () => {
  const rest = { tickets: 1, deadLetters: {}, skipped: [{ name: 'y', reason: 'no known platform' }] };
  const stored = outcomeOf(asked(message), shelves([storedItem]));
  const answered = (status: number) => outcomeOf({ file: 'f', status, expected: [] }, shelves([]));

  it('counts files by outcome and every message once', () => {
    const summary = summaryOf([stored, stored, answered(400)], rest);
    expect(summary).toMatchObject({ files: 3, stored: 2, rejected: 1, errors5xx: 0, messages: 1, tickets: 1 });
    expect(closingLines(summary)).toEqual([
      '--- skipped  y  (no known platform)',
      '3 files: 2 stored, 0 ignored, 1 rejected, 0 parked, 0 failed, 0 lost; 1 messages in 1 tickets; 1 names skipped',
    ]);
  });

  it('went well unless something failed, is lost or lies on a dead-letter queue', () => {
    const lost = outcomeOf(asked(message), shelves([]));
    const parked = outcomeOf(asked(message), shelves([], [parkedEnvelope('e1')]));
    expect(wentWell(summaryOf([stored, answered(400)], rest))).toBe(true);
    for (const bad of [lost, parked, answered(500), answered(0)])
      expect(wentWell(summaryOf([stored, bad], rest))).toBe(false);
    expect(wentWell(summaryOf([stored], { ...rest, deadLetters: { events: 1 } }))).toBe(false);
  });
});

const exitCode = (...args: string[]): Promise<{ code: unknown; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['bin/replay.ts', ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}` }),
    );
  });

describe('the command line', () => {
  it('takes a folder and --json', () => {
    expect(parseReplayOptions(['payloads'])).toEqual({ directory: 'payloads', json: false });
    expect(parseReplayOptions(['--json', 'payloads'])).toEqual({ directory: 'payloads', json: true });
    expect(parseReplayOptions(['payloads', '--help'])).toBe('help');
  });

  it.each([[[]], [['a', 'b']], [['a', '--port', '1']]])('refuses %j', (args) => {
    expect(() => parseReplayOptions(args)).toThrow(UsageError);
  });

  it('ends with 0 for help and with 2 for a folder that is not there', async () => {
    expect(await exitCode('--help')).toMatchObject({ code: 0, said: expect.stringContaining('DIR/<platform>/*.json') });
    expect(await exitCode('nowhere')).toMatchObject({ code: 2, said: expect.stringContaining('nowhere is no folder') });
  });
});
