import { signedDelivery } from '#local/delivery/signed-delivery.ts';
import type { WebhookRequest } from '#platforms/platform.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** Signed requests for the tests, and how each platform writes its signature. */

export const NOW_MS = Date.UTC(2026, 10, 22, 10);

/** Three secrets a platform, in the form it uses. */
export const SECRETS: Readonly<Record<PlatformName, readonly [string, string, string]>> = {
  x: ['consumer-secret-1', 'consumer-secret-2', 'consumer-secret-3'],
  messenger: ['app-secret-1', 'app-secret-2', 'app-secret-3'],
  standard: [whsec('a'), whsec('b'), whsec('c')],
};

/** Where a platform's signature stands, and how its bytes are written. */
export const SIGNATURES: Readonly<
  Record<PlatformName, { readonly header: string; readonly prefix: string; readonly encoding: 'base64' | 'hex' }>
> = {
  x: { header: 'x-twitter-webhooks-signature', prefix: 'sha256=', encoding: 'base64' },
  messenger: { header: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex' },
  standard: { header: 'webhook-signature', prefix: 'v1,', encoding: 'base64' },
};

export const BODY = Buffer.from('{"text":"Wo bleibt mein Päckchen? 📦 a/b"}');

/** A request signed by the platform with the given secrets. */
export function signedRequest(
  platform: PlatformName,
  secrets: readonly string[] = [SECRETS[platform][0]],
  body: Uint8Array = BODY,
): WebhookRequest {
  const { headers } = signedDelivery({ platform, account: `${platform}:1`, body, secrets, nowMs: NOW_MS });
  return { method: 'POST', headers, query: {}, body, pathAccount: '1', nowMs: NOW_MS };
}

/** The request with one header changed, or taken away. */
export function withHeader(request: WebhookRequest, name: string, value: string | undefined): WebhookRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** The bytes of the request's signature. */
export function signatureBytes(platform: PlatformName, request: WebhookRequest): Buffer {
  const { header, prefix, encoding } = SIGNATURES[platform];
  return Buffer.from((request.headers[header] ?? '').slice(prefix.length), encoding);
}

/** The request with other bytes as its signature. */
export function withSignature(platform: PlatformName, request: WebhookRequest, bytes: Uint8Array): WebhookRequest {
  const { header, prefix, encoding } = SIGNATURES[platform];
  return withHeader(request, header, `${prefix}${Buffer.from(bytes).toString(encoding)}`);
}

/** The bytes with one bit turned. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

function whsec(letter: string): string {
  return `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
}
