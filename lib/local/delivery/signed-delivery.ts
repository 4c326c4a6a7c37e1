import { createHash } from 'node:crypto';
import { accountId } from '#platforms/account.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { hmacSha256 } from '#platforms/signature.ts';
import { standardKey, standardSignature } from '#platforms/standard/verify.ts';

/** Webhook requests as each platform makes them, for the demo, the replay, the benches and the tests. */

/** A delivery to be signed. */
export interface Unsigned {
  readonly platform: PlatformName;
  /** `<platform>:<id>`, or the id alone; only the generic inlet has it in its path. */
  readonly account: string;
  readonly body: Uint8Array;
  /** The secrets in force. The first one signs, and for the generic inlet all of them do, as in a rotation. */
  readonly secrets: readonly string[];
  /** The sender's clock, epoch milliseconds. */
  readonly nowMs: number;
  /** `webhook-id` of the generic inlet; made of the body when absent, so that a repeat is the same delivery. */
  readonly deliveryId?: string | undefined;
}

/** A webhook request, all but the host. */
export interface SignedDelivery {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Signs a delivery as its platform does.
 * @throws {Error} when there is no secret to sign with.
 */
export function signedDelivery(delivery: Unsigned): SignedDelivery {
  const { platform, account, body } = delivery;
  const id = encodeURIComponent(accountId(account));
  const path = platform === 'standard' ? `/webhooks/standard/${id}` : `/webhooks/${platform}`;
  return { path, headers: { 'content-type': 'application/json', ...SIGN[platform](delivery) }, body };
}

/** A payload as the platform writes it: Meta escapes everything beyond ASCII, and the slash. */
export function wireBytes(platform: PlatformName, payload: unknown): Uint8Array {
  const json = JSON.stringify(payload);
  return Buffer.from(platform === 'messenger' ? escapedAsMeta(json) : json);
}

const SIGN: Readonly<Record<PlatformName, (delivery: Unsigned) => Record<string, string>>> = {
  x: ({ body, secrets }) => ({
    'x-twitter-webhooks-signature': `sha256=${hmacSha256(first(secrets), body).toString('base64')}`,
  }),
  messenger: ({ body, secrets }) => ({
    'x-hub-signature-256': `sha256=${hmacSha256(first(secrets), body).toString('hex')}`,
  }),
  standard: signStandard,
};

function signStandard({ body, secrets, nowMs, deliveryId }: Unsigned): Record<string, string> {
  const id = deliveryId ?? `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
  const timestamp = String(Math.floor(nowMs / 1000));
  const keys = secrets.map(standardKey).filter((key) => key !== undefined);
  if (keys.length === 0) throw new Error('A delivery needs a whsec_ secret of 24 to 64 bytes to be signed with.');
  const signatures = keys.map((key) => `v1,${standardSignature(key, { id, timestamp, body })}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function first(secrets: readonly string[]): string {
  const [secret] = secrets;
  if (!secret) throw new Error('A delivery needs a secret to be signed with.');
  return secret;
}

function escapedAsMeta(json: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  // Everything but printable ASCII: unit by unit, so that an emoji becomes its two surrogates.
  return json.replaceAll('/', '\\/').replace(/[@<]|[^ -~]/g, escaped);
}
