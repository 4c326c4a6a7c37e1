import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { SecretEditor } from '#adapters/secret-editor.ts';
import { pollWork } from '#contracts/poll-work.ts';
import { orderBackfill, orderedLines } from '#local/channel/backfill.ts';
import { parseChannelOptions } from '#local/channel/command-line.ts';
import { credentialsWith, webhooksWith } from '#local/channel/entries.ts';
import { ask, givenIn } from '#local/channel/given.ts';
import { addAccount, checkedLines, checkOne } from '#local/channel/run.ts';
import { type ChannelStage, channelStage } from '#local/channel/stage.ts';
import { UsageError } from '#local/command-line.ts';
import { startPlatformDouble } from '#local/platform-double/platform-double.ts';
import { doubles } from '#platforms/doubles.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 12);

function keptSecret(content: Readonly<Record<string, unknown>> = {}): SecretEditor {
  const versions = [content];
  return {
    read: async () => versions.at(-1) ?? {},
    write: async (next) => {
      versions.push(next);
    },
  };
}

const ordered: string[] = [];

function stageWith(credentials = {}, webhooks = {}): ChannelStage {
  return {
    webhooks: keptSecret(webhooks),
    credentials: keptSecret(credentials),
    alone: (work) => work(),
    order: async (body) => void ordered.push(body),
    webhookUrl: 'https://earshot.example',
  };
}

const NAMES = Object.keys(platforms) as PlatformName[];

/** Something for every field of a platform. */
const allOf = (name: PlatformName) =>
  Object.fromEntries((platforms[name].setup?.fields ?? []).map((field) => [field.name, `given ${field.name}`]));

describe.each(NAMES)('adding an account of %s', (name) => {
  test('puts every field where it belongs, and says which address to give', async () => {
    const stage = stageWith({ 'x:9': { accessToken: 'kept' } });
    const added = await addAccount(stage, { name, account: 'a 1', given: allOf(name) });
    const entry = (await stage.credentials.read())[`${name}:a 1`] as { accessToken: string; more?: object };
    expect((await stage.credentials.read())['x:9']).toEqual({ accessToken: 'kept' });
    const fields = platforms[name].setup?.fields ?? [];
    for (const { name: field } of fields.filter(({ goesTo }) => goesTo === 'more')) {
      expect(entry.more).toMatchObject({ [field]: `given ${field}` });
    }
    const hasToken = fields.some(({ goesTo }) => goesTo === 'accessToken');
    expect(entry.accessToken).toBe(hasToken ? 'given accessToken' : 'none yet');
    if (platforms[name].webhook) expect(added.webhookUrl).toMatch(new RegExp(`/webhooks/${name}(/a%201)?$`));
    else expect(added.webhookUrl).toBeUndefined();
    expect(JSON.stringify(added)).not.toContain('given');
  });
});

describe('the secrets', () => {
  const setup = platforms.messenger.setup ?? expect.fail('messenger says what it takes');
  const adding = { platform: 'messenger', account: '1', setup, given: { webhookSecret: 'new', verifyToken: 'v' } };

  test('keep the secret before, so that both are valid while it is rotated', () => {
    const before = { messenger: { secrets: ['old'], verifyToken: 'before' }, x: { secrets: ['x'] } };
    expect(webhooksWith(before, adding)).toEqual({
      messenger: { secrets: ['new', 'old'], verifyToken: 'v' },
      x: { secrets: ['x'] },
    });
    expect(webhooksWith({ messenger: { secrets: ['new'] } }, adding)?.['messenger']).toMatchObject({
      secrets: ['new'],
    });
  });

  test('keep what else stands in an entry', () => {
    const before = { 'messenger:1': { accessToken: 'old', baseUrl: 'https://relay.example', more: { poll: 'off' } } };
    const given = { accessToken: 'fresh' };
    expect(credentialsWith(before, { ...adding, given })).toEqual({
      'messenger:1': { accessToken: 'fresh', baseUrl: 'https://relay.example', more: { poll: 'off' } },
    });
  });

  test('are not written when a field is missing', async () => {
    const stage = stageWith();
    const half = { name: 'messenger', account: '1', given: { webhookSecret: 's' } } as const;
    await expect(addAccount(stage, half)).rejects.toThrow('Missing: verifyToken, accessToken');
    expect(await stage.credentials.read()).toEqual({});
    expect(await stage.webhooks.read()).toEqual({});
  });
});

describe('checking an account', () => {
  test.each(NAMES)('of %s asks its platform, and tells a wrong token', async (name) => {
    const credentials = doubles[name].credentials('seed');
    const tokens = [credentials.accessToken, ...Object.values(credentials.more ?? {})];
    const double = await startPlatformDouble({ tokens: { [name]: tokens }, now: () => NOW_MS });
    const account = `${name}:${doubles[name].account}`;
    const baseUrl = double.baseUrls[name];
    try {
      const sound = await checkOne(stageWith({ [account]: { ...credentials, baseUrl } }), account, { nowMs: NOW_MS });
      const asks = platforms[name].check || platforms[name].poll || platforms[name].token;
      expect(checkedLines(sound).join('\n')).not.toContain('NOT WELL');
      expect([name, sound.well]).toEqual([name, Boolean(asks)]);
      const stolen = { ...doubles[name].credentials('another'), baseUrl };
      const wrong = await checkOne(stageWith({ [account]: stolen }), account, { nowMs: NOW_MS });
      expect(wrong.well).toBe(false);
      if (asks) expect(checkedLines(wrong).join('\n')).toContain('NOT WELL');
    } finally {
      await double.stop();
    }
  });

  test('that runs here is not compared with the address that its platform has', async () => {
    const given = doubles.telegram.credentials('seed');
    const double = await startPlatformDouble({ tokens: { telegram: [given.accessToken] }, now: () => NOW_MS });
    try {
      const credentials = { ...given, baseUrl: double.baseUrls.telegram };
      const account = `telegram:${doubles.telegram.account}`;
      const at = (webhookUrl: string) =>
        checkOne({ ...stageWith({ [account]: credentials }), webhookUrl }, account, { nowMs: NOW_MS });
      expect((await at('http://127.0.0.1:8080')).well).toBe(true);
      expect(checkedLines(await at('https://other.example')).join()).toContain('other_webhook');
    } finally {
      await double.stop();
    }
  });

  test('that nobody has connected says so', async () => {
    await expect(checkOne(stageWith(), 'x:1', { nowMs: NOW_MS })).rejects.toThrow('credentials_missing');
  });
});

describe('a backfill that somebody orders', () => {
  const HOUR_MS = 3_600_000;
  const credentials = {
    'messenger:1': { accessToken: 'token' },
    'x:1': { accessToken: 'token', more: { webhookId: '2', appToken: 'app' } },
    'x:2': { accessToken: 'token' },
    'telegram:1': { accessToken: 'token' },
    'reddit:1': { accessToken: 'token' },
  };
  const order = (account: string, hours: number) =>
    orderBackfill(stageWith(credentials), account, { fromMs: NOW_MS - hours * HOUR_MS, toMs: NOW_MS, nowMs: NOW_MS });

  test.each([
    ['messenger:1', 5, 5],
    ['messenger:1', 1_000, 168],
    ['x:1', 5, 5],
    ['x:1', 48, 23.5],
  ])('of %s is put on the queue of polls, and says how far back it reaches', async (account, hours, reaches) => {
    ordered.length = 0;
    const said = await order(account, hours);
    expect(pollWork.parse(JSON.parse(ordered[0] ?? ''))).toMatchObject({ kind: 'backfill', account });
    const back = (NOW_MS - Date.parse(said.from)) / HOUR_MS;
    expect(Math.abs(back - reaches)).toBeLessThan(0.02);
    expect(orderedLines(said).join()).toContain(account);
  });

  test.each([
    ['x:2', 'webhookId, appToken'],
    ['telegram:1', 'has no call'],
    ['reddit:1', 'is polled'],
    ['x:3', 'credentials_missing'],
  ])('of %s is refused: %s', async (account, why) => {
    ordered.length = 0;
    await expect(order(account, 5)).rejects.toThrow(why);
    expect(ordered).toEqual([]);
  });

  test('of what nobody gives out any more is refused', async () => {
    const long = { fromMs: NOW_MS - 90 * HOUR_MS, toMs: NOW_MS - 80 * HOUR_MS, nowMs: NOW_MS };
    await expect(orderBackfill(stageWith(credentials), 'x:1', long)).rejects.toThrow('nothing');
  });
});

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'channel-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads what is to be done', () => {
    expect(parseChannelOptions(['check', 'x:1', '--json'])).toMatchObject({
      deed: { kind: 'check', account: 'x:1' },
      outputs: 'outputs.json',
      json: true,
    });
    const add = parseChannelOptions(['add', 'telegram', '--account', '7', '--fields', '-', '--target', 'staging']);
    expect(add).toMatchObject({
      deed: { kind: 'add', platform: 'telegram', account: '7', fields: '-' },
      stage: 'staging',
    });
    expect(parseChannelOptions(['backfill', 'x:1', '--from', '2026-11-22T08:00Z'])).toMatchObject({
      deed: { kind: 'backfill', account: 'x:1', fromMs: Date.UTC(2026, 10, 22, 8), toMs: undefined },
    });
    expect(parseChannelOptions(['--help'])).toBe('help');
  });

  test.each([
    [[]],
    [['add']],
    [['add', 'fax']],
    [['check', 'x']],
    [['check', 'x:']],
    [['check', 'fax:1']],
    [['check', 'x:1', '--account', '2']],
    [['needs', 'x', 'y']],
    [['--colour']],
    [['backfill', 'x:1']],
    [['backfill', 'x', '--from', '2026-11-22']],
    [['backfill', 'x:1', '--from', 'yesterday']],
    [['backfill', 'x:1', '--from', '2026-11-22', '--to', '2026-11-21']],
    [['check', 'x:1', '--from', '2026-11-22']],
  ])('refuses %j', (args) => {
    expect(() => parseChannelOptions(args)).toThrow(UsageError);
  });

  test('takes fields from a file, and no field that is not asked for', () => {
    const file = join(folder, 'fields.json');
    const fields = platforms.telegram.setup?.fields ?? [];
    writeFileSync(file, JSON.stringify({ webhookSecret: 's', accessToken: 't' }));
    expect(givenIn(file, fields)).toEqual({ webhookSecret: 's', accessToken: 't' });
    for (const content of ['{', '[]', '{"accessToken":1}', '{"colour":"red"}']) {
      writeFileSync(file, content);
      expect(() => givenIn(file, fields)).toThrow(UsageError);
    }
    expect(() => givenIn(join(folder, 'nothing.json'), fields)).toThrow("can't be read");
  });
});

describe('what is asked for', () => {
  const questions = ['issuerId', 'privateKey', 'keyId'].map((name) => ({ name, about: name }));
  const KEY = ['-----BEGIN TEST WORDS-----', 'no key', 'at all', '-----END TEST WORDS-----'];

  test('may be pasted at once, a key with all its lines', async () => {
    const typed = Readable.from([`i\n${KEY.join('\r\n')}\nk\n`]);
    expect(await ask(questions, typed)).toEqual({ issuerId: 'i', privateKey: KEY.join('\n'), keyId: 'k' });
  });

  test('may be a key in one line, as JSON writes it', async () => {
    expect(await ask(questions.slice(1, 2), Readable.from([`${KEY.join('\\n')}\n`]))).toEqual({
      privateKey: KEY.join('\n'),
    });
  });

  test('is missing, by its name, when the input ends', async () => {
    await expect(ask(questions, Readable.from(['i\n']))).rejects.toThrow('before privateKey was given');
  });
});

describe('the outputs of a stage that runs here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'channel-outputs-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const outputs = {
    WebhookSecretArn: 'arn:aws:secretsmanager:us-east-1:0:secret:a',
    ReplySecretArn: 'arn:aws:secretsmanager:us-east-1:0:secret:b',
    WebhookUrl: 'http://127.0.0.1:1/',
  };
  const line = JSON.stringify({ outputs, endpoints: { secretsManager: 'http://127.0.0.1:2' } });

  test.each([
    ['alone', `${line}\n`],
    ['below what npm writes', `\n> earshot@0.1.0 start\n> node bin/local.ts --json\n\n${line}\n`],
  ])('are read %s', (_where, text) => {
    const file = join(folder, 'out.json');
    writeFileSync(file, text);
    expect(channelStage(file, undefined).webhookUrl).toBe('http://127.0.0.1:1');
  });

  test('are not there yet while it starts', () => {
    const file = join(folder, 'early.json');
    writeFileSync(file, '\n> earshot@0.1.0 start\n> node bin/local.ts --json\n\n');
    expect(() => channelStage(file, undefined)).toThrow('may not have finished');
  });
});
