import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meanings, outline } from '../support/fixtures.ts';

/** Payloads recorded by other projects, read where they lie: EARSHOT_FIXTURES. */

const folder = join(process.env['EARSHOT_FIXTURES'] ?? '', 'threads');
const present = process.env['EARSHOT_FIXTURES'] !== undefined && existsSync(folder);
const read = (file: string) => meanings('threads', JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')));

describe.skipIf(!present)('recorded payloads of Threads', () => {
  test('all mean something; answers of its API are kept whole', () => {
    for (const file of present ? readdirSync(folder) : []) {
      const found = outline(read(file.replace('.json', '')));
      if (file.startsWith('restfb_')) expect(found).toEqual(['unknown body']);
      else expect(found[0]).not.toMatch(/^unknown/);
    }
  });

  test('a mention', () => {
    expect(read('metadocs_mention')).toMatchObject([
      {
        message: {
          id: '8901234',
          text: 'Reply',
          author: { id: 'test_username', handle: 'test_username' },
          threadKeys: ['8901234'],
          sentAt: '2024-08-07T10:33:16.000Z',
          channel: 'threads.mention',
          attachments: [{ type: 'gif', url: 'https://media2.giphy.com/media/x/200.gif' }],
        },
      },
    ]);
  });

  test('a deletion, and a post of the account', () => {
    expect(outline(read('metadocs_delete'))).toEqual(['deletion of 8901234']);
    expect(outline(read('metadocs_publish'))).toEqual(['ignored own_post']);
  });
});
