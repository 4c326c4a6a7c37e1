import { describe, expect, test } from 'vitest';
import { type PlatformName, platformNamed, platforms } from '#platforms/registry.ts';
import {
  BODY,
  flipped,
  SECRETS,
  SIGNATURES,
  signatureBytes,
  signedRequest,
  withHeader,
  withSignature,
} from './support/requests.ts';

/** What holds for every platform, whatever its signature looks like. */

const names = Object.keys(platforms) as readonly PlatformName[];

test('a platform is found under its own name, and nothing else is', () => {
  for (const name of names) expect(platformNamed(name)).toBe(platforms[name]);
  for (const name of names) expect(platforms[name].name).toBe(name);
  for (const name of ['', 'X', 'constructor', '__proto__', 'telegram']) expect(platformNamed(name)).toBeUndefined();
});

describe.each(names)('signatures of %s', (name) => {
  const platform = platforms[name];
  const [current, next, later] = SECRETS[name];
  const { header, prefix, encoding } = SIGNATURES[name];
  const genuine = signedRequest(name);
  const secrets = { secrets: [current] };
  const value = genuine.headers[header] ?? '';

  test('a genuine request is accepted', () => {
    expect(platform.verify(genuine, secrets)).toEqual({ ok: true });
  });

  test('an empty body is signed like any other', () => {
    expect(platform.verify(signedRequest(name, [current], new Uint8Array()), secrets)).toEqual({ ok: true });
  });

  test('each of the 256 bits of the signature counts', () => {
    const bytes = signatureBytes(name, genuine);
    for (let bit = 0; bit < 256; bit += 1) {
      const forged = withSignature(name, genuine, flipped(bytes, bit));
      expect(platform.verify(forged, secrets)).toEqual({ ok: false, reason: 'signature_mismatch' });
    }
  });

  test('each bit of the body counts', () => {
    for (let bit = 0; bit < BODY.byteLength * 8; bit += 1) {
      expect(platform.verify({ ...genuine, body: flipped(BODY, bit) }, secrets).ok).toBe(false);
    }
  });

  test('a body that was parsed and written again is refused', () => {
    const spaced = Buffer.from('{ "a": 1 }');
    const request = signedRequest(name, [current], spaced);
    expect(platform.verify({ ...request, body: Buffer.from('{"a":1}') }, secrets).ok).toBe(false);
  });

  test('a truncated signature is refused, whatever its length', () => {
    const bytes = signatureBytes(name, genuine);
    for (let length = 0; length < bytes.byteLength; length += 1) {
      expect(platform.verify(withSignature(name, genuine, bytes.subarray(0, length)), secrets).ok).toBe(false);
    }
    for (let end = 0; end < value.length; end += 1) {
      expect(platform.verify(withHeader(genuine, header, value.slice(0, end)), secrets).ok).toBe(false);
    }
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['the prefix alone', prefix],
    ['without its prefix', value.slice(prefix.length)],
    ['with another prefix', `sha1=${value.slice(prefix.length)}`],
    ['a shorter hash under the right prefix', `${prefix}${'ab'.repeat(20)}`],
    ['a longer one', `${value}${value.slice(prefix.length)}`],
    ['twice, joined by a comma', `${value},${value}`],
    ['twice, joined by a comma and a space', `${value}, ${value}`],
    ['not hex and not base64', `${prefix}${'!'.repeat(44)}`],
    ['characters of several bytes', `${prefix}${'ä'.repeat(32)}`],
    ['emoji', `${prefix}${'📦'.repeat(16)}`],
    ['nul characters', `${prefix}${'\u0000'.repeat(64)}`],
    ['with a line break', `${value}\n`],
    ['in capitals', value.toUpperCase()],
    [
      'in the other encoding',
      `${prefix}${signatureBytes(name, genuine).toString(encoding === 'hex' ? 'base64' : 'hex')}`,
    ],
    ['in base64url', `${prefix}${Buffer.alloc(32, 0xfb).toString('base64url')}`],
  ])('a signature that is %s is refused', (_how, forged) => {
    expect(platform.verify(withHeader(genuine, header, forged), secrets)).toMatchObject({ ok: false });
  });

  test('while secrets are rotated both are valid, and the old one is refused afterwards', () => {
    const signedByNext = signedRequest(name, [next]);
    expect(platform.verify(genuine, { secrets: [current, next] }).ok).toBe(true);
    expect(platform.verify(signedByNext, { secrets: [current, next] }).ok).toBe(true);
    expect(platform.verify(genuine, { secrets: [next] }).ok).toBe(false);
    expect(platform.verify(genuine, { secrets: [next, later] }).ok).toBe(false);
  });

  test.each([
    ['none', []],
    ['an empty one', ['']],
  ])('without a secret (%s) nothing is accepted', (_what, none) => {
    expect(platform.verify(genuine, { secrets: none })).toEqual({ ok: false, reason: 'no_secret' });
  });

  test('a signature of another platform is not taken for its own', () => {
    for (const other of names.filter((candidate) => candidate !== name)) {
      expect(platform.verify({ ...genuine, headers: signedRequest(other).headers }, secrets).ok).toBe(false);
    }
  });
});
