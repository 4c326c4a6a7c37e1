import { expect } from 'vitest';
import type { PlatformName } from '#platforms/registry.ts';
import type { WebhookRequest } from '#platforms/webhook.ts';
import {
  BODY,
  DELIVERING,
  flipped,
  proofIn,
  secretsOf,
  signedRequest,
  vouching,
  webhookDoubleOf,
  webhookOf,
  withProof,
} from './requests.ts';

/** What holds for the deliveries of every platform, whatever its proof looks like. */

type Check = (name: PlatformName) => Promise<void>;

async function verdictOn(name: PlatformName, request: WebhookRequest, secrets = secretsOf(name).slice(0, 1)) {
  return webhookOf(name).verify(request, vouching(name, secrets));
}

async function assertRefused(name: PlatformName, request: WebhookRequest, secrets?: readonly string[]): Promise<void> {
  expect(await verdictOn(name, request, secrets && [...secrets])).toMatchObject({
    ok: false,
    reason: expect.any(String),
  });
}

/** Every proof that differs in one bit of one character. */
function oneBitOff(proof: string): string[] {
  const bytes = Buffer.from(proof, 'latin1');
  return Array.from({ length: bytes.byteLength * 8 }, (_, bit) => Buffer.from(flipped(bytes, bit)).toString('latin1'));
}

/** Forms that a proof may be bent into. */
function bent(name: PlatformName, value: string): (string | undefined)[] {
  const { prefix } = webhookDoubleOf(name).proof;
  const bare = value.slice(prefix.length);
  return [
    undefined,
    '',
    `${value},${value}`,
    `${value}, ${value}`,
    `${value}\n`,
    `${prefix}${'ab'.repeat(20)}`,
    `${value}${bare}`,
    `${prefix}${'!'.repeat(44)}`,
    `${prefix}${'ä'.repeat(32)}`,
    `${prefix}${'📦'.repeat(16)}`,
    `${prefix}${'\u0000'.repeat(64)}`,
    `${prefix}${Buffer.alloc(32, 0xfb).toString('base64url')}`,
    ...(prefix ? [prefix, bare, `sha1=${bare}`] : []),
    ...(value === value.toUpperCase() ? [] : [value.toUpperCase()]),
  ];
}

export const SIGNATURE_CHECKS: Readonly<Record<string, Check>> = {
  'a genuine request is accepted': async (name) => {
    expect(await verdictOn(name, signedRequest(name))).toEqual({ ok: true });
  },
  'an empty body is signed like any other': async (name) => {
    const empty = signedRequest(name, secretsOf(name).slice(0, 1), new Uint8Array());
    expect(await verdictOn(name, empty)).toEqual({ ok: true });
  },
  'each bit of the proof counts': async (name) => {
    const genuine = signedRequest(name);
    for (const forged of oneBitOff(proofIn(name, genuine))) await assertRefused(name, withProof(name, genuine, forged));
  },
  'a truncated proof is refused, whatever its length': async (name) => {
    const genuine = signedRequest(name);
    const value = proofIn(name, genuine);
    for (let end = 0; end < value.length; end += 1) {
      await assertRefused(name, withProof(name, genuine, value.slice(0, end)));
    }
  },
  'a proof that is bent is refused': async (name) => {
    const genuine = signedRequest(name);
    for (const value of bent(name, proofIn(name, genuine))) await assertRefused(name, withProof(name, genuine, value));
  },
  'each bit of the body counts, where the proof covers it': async (name) => {
    if (!webhookDoubleOf(name).proof.coversBody) return;
    const genuine = signedRequest(name);
    for (let bit = 0; bit < BODY.byteLength * 8; bit += 1) {
      await assertRefused(name, { ...genuine, body: flipped(BODY, bit) });
    }
    const spaced = signedRequest(name, secretsOf(name).slice(0, 1), Buffer.from('{ "a": 1 }'));
    await assertRefused(name, { ...spaced, body: Buffer.from('{"a":1}') });
  },
  'while secrets are rotated both are valid, and the old one is refused afterwards': async (name) => {
    const [current, next, later] = secretsOf(name);
    const genuine = signedRequest(name, [current]);
    expect(await verdictOn(name, genuine, [current, next])).toEqual({ ok: true });
    expect(await verdictOn(name, signedRequest(name, [next]), [current, next])).toEqual({ ok: true });
    await assertRefused(name, genuine, [next]);
    await assertRefused(name, genuine, [next, later]);
  },
  'without a secret nothing is accepted': async (name) => {
    const genuine = signedRequest(name);
    expect(await verdictOn(name, genuine, [])).toEqual({ ok: false, reason: 'no_secret' });
    expect(await verdictOn(name, genuine, [''])).toEqual({ ok: false, reason: 'no_secret' });
  },
  'a proof of another platform is not taken for its own': async (name) => {
    const genuine = signedRequest(name);
    for (const other of DELIVERING.filter((candidate) => candidate !== name)) {
      const { headers, query } = signedRequest(other);
      await assertRefused(name, { ...genuine, headers, query });
    }
  },
};
