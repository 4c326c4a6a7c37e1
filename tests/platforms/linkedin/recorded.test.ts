import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { platforms } from '#platforms/registry.ts';
import { meanings, outline } from '../support/fixtures.ts';
import { flipped } from '../support/requests.ts';

/** Payloads recorded by other projects, read where they lie: EARSHOT_FIXTURES. */

const folder = join(process.env['EARSHOT_FIXTURES'] ?? '', 'linkedin');
const present = process.env['EARSHOT_FIXTURES'] !== undefined && existsSync(folder);
const recorded = (file: string): unknown => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'));

interface Vector {
  readonly platform: string;
  readonly secret: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly response?: unknown;
}

const vectors = present
  ? (JSON.parse(readFileSync(join(folder, '..', 'signatures', 'vectors.json'), 'utf8')) as readonly Vector[])
  : [];

const MEMBER = 'urn:li:person:zLqTygBP8S';
const COMMENT_2025 = 'urn:li:comment:(urn:li:activity:7361542712963573109,7361622202869578267)';
const COMMENT_2023 = 'urn:li:comment:(urn:li:activity:7094637247890620418,7094977717598625792)';

const captured = {
  account: 'linkedin:95327964',
  id: COMMENT_2025,
  text: expect.stringMatching(/^Commenting as \S+ \S+\.{3}$/),
  author: { id: MEMBER },
  threadKeys: ['urn:li:activity:7361542712963573109', COMMENT_2025],
  sentAt: '2023-08-09T09:48:26.310Z',
};

describe.skipIf(!present)('recorded payloads of LinkedIn', () => {
  test('all mean something', () => {
    for (const file of present ? readdirSync(folder) : []) {
      expect(meanings('linkedin', recorded(file.replace('.json', ''))).length).toBeGreaterThan(0);
    }
  });

  test.each<[string, readonly string[]]>([
    ['captured_comment_in_envelope', [`message ${COMMENT_2025} in ${MEMBER}`]],
    ['captured_comment_single_notification_bare', [`message ${COMMENT_2025} in ${MEMBER}`]],
    [
      'derived_batch_duplicate_and_share_mention',
      [
        `message ${COMMENT_2023} in ${MEMBER}`,
        `message ${COMMENT_2023} in ${MEMBER}`,
        'message urn:li:share:7094977717598625800 in urn:li:person:abc',
      ],
    ],
    ['derived_comment_delete_no_decoration', [`deletion of ${COMMENT_2023}`]],
    ['derived_comment_edit', [`edit of ${COMMENT_2023}`]],
    [
      'test_comment_message_text_shape',
      ['message urn:li:comment:(urn:li:activity:26767676767667676767,12345) in urn:li:person:member123'],
    ],
    ['challenge_request_response', ['unknown body']],
  ])('%s', (file, expected) => {
    expect(outline(meanings('linkedin', recorded(file)))).toEqual(expected);
  });

  test.each<[string, number, object]>([
    ['captured_comment_in_envelope', 0, captured],
    ['captured_comment_single_notification_bare', 0, captured],
    [
      'derived_batch_duplicate_and_share_mention',
      2,
      { text: 'Shout-out to @Acme 👏 שלום', channel: 'linkedin.mention' },
    ],
    ['test_comment_message_text_shape', 0, { text: 'Hello from LinkedIn', account: 'linkedin:12345' }],
  ])('the words of %s, %s', (file, place, expected) => {
    expect(meanings('linkedin', recorded(file))[place]).toMatchObject({ message: expected });
  });

  test('each signature of either form, and none with a bit turned', async () => {
    const own = vectors.filter(({ platform }) => platform === 'linkedin');
    expect(own.length).toBeGreaterThanOrEqual(6);
    for (const { secret, headers, body = '' } of own) {
      const signature = headers?.['X-LI-Signature'] ?? '';
      const verdict = (value: string, bytes: Uint8Array = Buffer.from(body)) => {
        const request = {
          method: 'POST',
          headers: { 'x-li-signature': value },
          query: {},
          body: bytes,
          nowMs: 0,
        } as const;
        return platforms.linkedin.webhook?.verify(request, { secrets: [secret] });
      };
      expect(await verdict(signature)).toEqual({ ok: true });
      for (let bit = 0; bit < signature.length * 8; bit += 1) {
        const value = Buffer.from(flipped(Buffer.from(signature), bit)).toString('latin1');
        expect(await verdict(value)).toMatchObject({ ok: false });
      }
      for (let bit = 0; bit < Buffer.byteLength(body) * 8; bit += 1) {
        expect(await verdict(signature, flipped(Buffer.from(body), bit))).toMatchObject({ ok: false });
      }
    }
  });

  test('the challenge', () => {
    const vector = vectors.find(({ platform }) => platform === 'linkedin_challenge');
    const request = {
      method: 'GET',
      headers: {},
      query: vector?.query ?? {},
      body: new Uint8Array(),
      nowMs: 0,
    } as const;
    const answer = platforms.linkedin.webhook?.handshake?.(request, { secrets: [vector?.secret ?? ''] });
    expect(JSON.parse(answer?.body ?? '')).toEqual(vector?.response);
  });
});
