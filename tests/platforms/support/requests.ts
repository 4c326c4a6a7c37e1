import { signedDelivery } from '#local/delivery/signed-delivery.ts';
import { doubles } from '#platforms/doubles.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import type { Webhook, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';
import type { WebhookDouble } from '#platforms/webhook-double.ts';

/** Signed requests for the tests, and how each platform writes its signature. */

export const NOW_MS = Date.UTC(2026, 10, 22, 10);

/** The platforms that deliver. */
export const DELIVERING = (Object.keys(platforms) as PlatformName[]).filter((name) => platforms[name].webhook);

/** How a platform's deliveries are made. @throws {Error} when it is only polled. */
export function webhookDoubleOf(platform: PlatformName): WebhookDouble {
  const { webhook } = doubles[platform];
  if (!webhook) throw new Error(`${platform} delivers nothing`);
  return webhook;
}

/** How a platform's deliveries are read. @throws {Error} when it is only polled. */
export function webhookOf(platform: PlatformName): Webhook {
  const { webhook } = platforms[platform];
  if (!webhook) throw new Error(`${platform} is not delivered`);
  return webhook;
}

/** Three secrets of a platform, in the form it uses. */
export function secretsOf(platform: PlatformName): readonly [string, string, string] {
  const { secret } = webhookDoubleOf(platform);
  return [secret(`${platform} 1`), secret(`${platform} 2`), secret(`${platform} 3`)];
}

/** What vouches for a platform's deliveries: its secrets, and what it has beside them. */
export function vouching(platform: PlatformName, secrets: readonly string[]): WebhookSecrets {
  const { keys, verifyToken } = webhookDoubleOf(platform);
  return { secrets, ...(keys !== undefined && { keys }), ...(verifyToken !== undefined && { verifyToken }) };
}

export const BODY = Buffer.from('{"text":"Wo bleibt mein Päckchen? 📦 a/b"}');

/** A request signed by the platform with the given secrets. */
export function signedRequest(
  platform: PlatformName,
  secrets: readonly string[] = secretsOf(platform).slice(0, 1),
  body: Uint8Array = BODY,
): WebhookRequest {
  const { path, headers } = signedDelivery({ platform, account: `${platform}:1`, body, secrets, nowMs: NOW_MS });
  const { searchParams } = new URL(path, 'http://earshot');
  return { method: 'POST', headers, query: Object.fromEntries(searchParams), body, pathAccount: '1', nowMs: NOW_MS };
}

/** The request with one header changed, or taken away. */
export function withHeader(request: WebhookRequest, name: string, value: string | undefined): WebhookRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** The proof as it stands in the request. */
export function proofIn(platform: PlatformName, request: WebhookRequest): string {
  const { in: place, name } = webhookDoubleOf(platform).proof;
  return (place === 'header' ? request.headers[name] : request.query[name]) ?? '';
}

/** The request with another proof, or none. */
export function withProof(platform: PlatformName, request: WebhookRequest, value: string | undefined): WebhookRequest {
  const { in: place, name } = webhookDoubleOf(platform).proof;
  if (place === 'header') return withHeader(request, name, value);
  return { ...request, query: { ...request.query, [name]: value } };
}

/** The bytes with one bit turned. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
