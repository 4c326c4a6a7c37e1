import { accountId } from '#platforms/account.ts';
import { doubles } from '#platforms/doubles.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import type { Unsigned, WebhookDouble } from '#platforms/webhook-double.ts';

/** Webhook requests as each platform makes them, for the demo, the replay, the benches and the tests. */

/** A webhook request, all but the host. */
export interface SignedDelivery {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

function webhookOf(platform: PlatformName): WebhookDouble {
  const { webhook } = doubles[platform];
  if (!webhook) throw new Error(`${platform} delivers nothing: it is polled.`);
  return webhook;
}

/**
 * Signs a delivery as its platform does.
 * @param delivery `account` as `<platform>:<id>`, or the id alone.
 * @throws {Error} when there is no secret to sign with, or the platform sends no webhooks.
 */
export function signedDelivery({ platform, ...delivery }: Unsigned & { platform: PlatformName }): SignedDelivery {
  const account = accountId(delivery.account);
  const { headers, query } = webhookOf(platform).sign({ ...delivery, account });
  const inPath = platforms[platform].webhook?.needsPathAccount ? `/${encodeURIComponent(account)}` : '';
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  const path = `/webhooks/${platform}${inPath}${search}`;
  return { path, headers: { 'content-type': 'application/json', ...headers }, body: delivery.body };
}

/** A payload as the platform writes it. */
export function wireBytes(platform: PlatformName, payload: unknown): Uint8Array {
  const json = JSON.stringify(payload);
  return Buffer.from(doubles[platform].webhook?.wire?.(json) ?? json);
}
