import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { platforms } from '#platforms/registry.ts';
import type { WebhookRequest } from '#platforms/webhook.ts';
import { flipped, withHeader } from './support/requests.ts';

/** Known-answer tests of signatures, read where they lie: EARSHOT_FIXTURES. */

interface Vector {
  readonly platform: string;
  readonly origin: string;
  readonly case?: string;
  readonly secret: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly response?: Readonly<Record<string, string>>;
}

const path = join(process.env['EARSHOT_FIXTURES'] ?? '', 'signatures', 'vectors.json');
const present = existsSync(path);
const vectors = present ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Vector[]) : [];

const PLATFORMS = {
  x: platforms.x,
  line: platforms.line,
  linkedin: platforms.linkedin,
  meta: platforms.messenger,
  telegram: platforms.telegram,
  standard_webhooks: platforms.standard,
};

function request({ headers = {}, query = {}, body = '' }: Vector): WebhookRequest {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const nowMs = Number(lower['webhook-timestamp'] ?? 0) * 1000;
  return { method: 'POST', headers: lower, query, body: Buffer.from(body), nowMs };
}

const signed = vectors.flatMap((vector) => {
  const platform = PLATFORMS[vector.platform as keyof typeof PLATFORMS];
  return platform ? [[vector.platform, vector.case ?? vector.origin, { vector, platform }] as const] : [];
});

/** Meta's older header: nobody can choose the weaker check by it. */
const NEVER_READ = new Set(['x-hub-signature']);

/** Every request that differs from the genuine one in one bit of a header, or of the body where the proof covers it. */
function oneBitOff(genuine: WebhookRequest, coversBody: boolean): WebhookRequest[] {
  const turned = (bytes: Uint8Array): Uint8Array[] =>
    Array.from({ length: bytes.byteLength * 8 }, (_, bit) => flipped(bytes, bit));
  const read = Object.entries(genuine.headers).filter(([name]) => !NEVER_READ.has(name));
  const headers = read.flatMap(([name, value = '']) =>
    turned(Buffer.from(value, 'latin1')).map((bytes) =>
      withHeader(genuine, name, Buffer.from(bytes).toString('latin1')),
    ),
  );
  return coversBody ? [...headers, ...turned(genuine.body).map((body) => ({ ...genuine, body }))] : headers;
}

/** A token that stands in a header vouches for no body. */
const BODILESS = new Set(['telegram']);
/** Handshakes have tests of their own. */
const HANDSHAKES = new Set(['x_crc', 'linkedin_challenge']);

describe.skipIf(!present)('known answers', () => {
  test('are all of a platform that is here', () => {
    expect(signed.length).toBeGreaterThanOrEqual(18);
    const others = vectors.filter(({ platform }) => !Object.hasOwn(PLATFORMS, platform));
    expect(others.filter(({ platform }) => !HANDSHAKES.has(platform))).toEqual([]);
  });

  test.each(signed)('%s: %s, and each of its bits counts', async (name, _case, { vector, platform }) => {
    const genuine = request(vector);
    const secrets = { secrets: [vector.secret] };
    expect(await platform.webhook?.verify(genuine, secrets)).toEqual({ ok: true });
    const coversBody = !BODILESS.has(name);
    const longer = { ...genuine, body: Buffer.from(`${vector.body} `) };
    for (const altered of [...oneBitOff(genuine, coversBody), ...(coversBody ? [longer] : [])]) {
      expect((await platform.webhook?.verify(altered, secrets))?.ok).toBe(false);
    }
  });

  test("X's challenge", () => {
    const vector = vectors.find(({ platform }) => platform === 'x_crc');
    const answer = vector && platforms.x.webhook?.handshake?.(request(vector), { secrets: [vector.secret] });
    expect(JSON.parse(answer?.body ?? '')).toEqual(vector?.response);
  });
});
