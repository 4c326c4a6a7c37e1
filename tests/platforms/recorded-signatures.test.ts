import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { platforms } from '#platforms/registry.ts';
import type { WebhookRequest } from '#platforms/webhook.ts';

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
  meta: platforms.messenger,
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

describe.skipIf(!present)('known answers', () => {
  test('are there', () => {
    expect(signed.length).toBeGreaterThanOrEqual(7);
  });

  test.each(signed)('%s: %s', async (_platform, _case, { vector, platform }) => {
    const genuine = request(vector);
    const secrets = { secrets: [vector.secret] };
    const verdict = await platform.webhook?.verify(genuine, secrets);
    expect(verdict).toEqual({ ok: true });
    const altered = await platform.webhook?.verify({ ...genuine, body: Buffer.from(`${vector.body} `) }, secrets);
    expect(altered?.ok).toBe(false);
  });

  test("X's challenge", () => {
    const vector = vectors.find(({ platform }) => platform === 'x_crc');
    const answer = vector && platforms.x.webhook?.handshake?.(request(vector), { secrets: [vector.secret] });
    expect(JSON.parse(answer?.body ?? '')).toEqual(vector?.response);
  });
});
