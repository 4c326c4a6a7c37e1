import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replySecretFile } from '#local/care/secrets.ts';
import { signed } from '#local/care/sender.ts';
import { expectationsOf } from '#local/replay/expectation.ts';
import { listPayloads } from '#local/replay/folders.ts';
import { namedAccounts } from '#local/replay/named-accounts.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { fixture } from '../platforms/support/fixtures.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'replay-accounts-'));
  mkdirSync(join(directory, 'instagram'));
  const write = (name: string, body: string) => writeFileSync(join(directory, 'instagram', name), body);
  write('mentions.json', JSON.stringify(fixture('instagram/mentions')));
  write('comments.json', JSON.stringify(fixture('instagram/comments')));
  write('broken.json', '{');
});
afterAll(() => rmSync(directory, { recursive: true }));

test('an account of which something is only named is lent credentials, and no other', async () => {
  const { files } = listPayloads(directory);
  expect(files).toHaveLength(3);
  const accounts = await namedAccounts(files);
  expect(accounts).toEqual(['instagram:17841400000000001']);
});

test('credentials lead to the double of the platform', () => {
  const names = Object.keys(doubles) as PlatformName[];
  const baseUrls = Object.fromEntries(names.map((name) => [name, `http://${name}`])) as Record<PlatformName, string>;
  const secret = replySecretFile({ baseUrls, polling: false, accounts: ['instagram:5'] });
  expect(secret['instagram:5']).toMatchObject({ baseUrl: 'http://instagram' });
  expect(Object.keys(secret)).toHaveLength(names.length + 1);
});

test('what a delivery should be found as is read by whose event it is, not by the address it came to', () => {
  const bytes = Buffer.from(JSON.stringify(fixture('messenger/batch-of-pages')));
  const words = expectationsOf('messenger', signed('messenger', bytes, 0)).map((each) => each.words?.name);
  expect(words).toContain('facebook:100000000000003 message 50_51');
  expect(words).toContain('messenger:100000000000001 message m_8');
});
