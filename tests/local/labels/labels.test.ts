import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '#local/command-line.ts';
import { parseLabelsOptions } from '#local/labels/command-line.ts';
import { labelLines } from '#local/labels/pages.ts';

describe('the options of `npm run labels`', () => {
  it('name the API, the token and the time', () => {
    const args = ['--endpoint', 'https://api.example/', '--token-file', 'token'];
    expect(parseLabelsOptions(args)).toEqual({
      endpoint: 'https://api.example',
      tokenFile: 'token',
      since: '2026-01-01',
    });
    expect(parseLabelsOptions([...args, '--since', '2026-11-01'])).toMatchObject({ since: '2026-11-01' });
    expect(parseLabelsOptions(['-h'])).toBe('help');
  });

  it.each([[[]], [['--endpoint', 'https://x.example']], [['--endpoint', 'ftp://x', '--token-file', 't']], [['--all']]])(
    'are refused: %j',
    (args) => {
      expect(() => parseLabelsOptions(args)).toThrow(UsageError);
    },
  );
});

describe('labels', () => {
  let folder: string;
  let server: Server;
  const asked: { url: string; token: string | undefined }[] = [];
  const pages: Record<string, object> = {
    '/labels?since=2026-11-01': { labels: [{ lang: 'en', intent: 'other' }], next: 'second page' },
    '/labels?since=2026-11-01&cursor=second+page': { labels: [{ lang: 'de', flags: [] }] },
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-labels-'));
    writeFileSync(join(folder, 'token'), 'secret\n');
    asked.length = 0;
    server = createServer(({ url = '', headers }, response) => {
      asked.push({ url, token: headers.authorization });
      const page = pages[url];
      response.writeHead(page ? 200 : 403, { 'content-type': 'application/json' });
      response.end(JSON.stringify(page ?? { detail: 'This takes the permission labels:export.' }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });

  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const take = (since: string, write: (line: string) => void) => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return labelLines({ endpoint, tokenFile: join(folder, 'token'), since }, write);
  };

  it('come out a line each, through every page, with the token', async () => {
    const lines: string[] = [];
    expect(await take('2026-11-01', (line) => void lines.push(line))).toBe(2);
    expect(lines).toEqual(['{"lang":"en","intent":"other"}', '{"lang":"de","flags":[]}']);
    expect(asked.map(({ token }) => token)).toEqual(['Bearer secret', 'Bearer secret']);
  });

  it('end with what the API says', async () => {
    await expect(take('2026-10-01', () => {})).rejects.toThrow(
      'GET /labels: 403 This takes the permission labels:export.',
    );
  });
});
