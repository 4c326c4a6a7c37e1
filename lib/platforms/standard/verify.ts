import { digestFromBase64, fromBase64, hmacSha256, sameBytes } from '#platforms/signature.ts';
import type { Verdict, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';

/** Standard Webhooks, spec "Verifying webhook authenticity": `v1` is HMAC-SHA256 over `id.timestamp.body`. */

/** How far the sender's clock may be off, both ways: the spec's five minutes. */
const TOLERANCE_SECONDS = 300;

const SECRET_PREFIX = 'whsec_';

/** The spec's bounds for a secret. */
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;

/** The key inside a `whsec_` secret, or `undefined` when it is not base64 of 24 to 64 bytes. */
export function standardKey(secret: string): Uint8Array | undefined {
  const key = fromBase64(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret);
  return key && key.byteLength >= MIN_SECRET_BYTES && key.byteLength <= MAX_SECRET_BYTES ? key : undefined;
}

/** What a Standard Webhook is signed over. */
export interface SignedContent {
  readonly id: string;
  /** Epoch seconds, in the very characters of the header. */
  readonly timestamp: string;
  readonly body: Uint8Array | string;
}

/** The `v1` signature, as it stands in the header after `v1,`. */
export function standardSignature(key: Uint8Array, { id, timestamp, body }: SignedContent): string {
  return hmacSha256(key, `${id}.${timestamp}.`, body).toString('base64');
}

/**
 * Checks a Standard Webhook against every valid secret and every signature its header lists. Reasons: `no_secret`,
 * `missing_signature`, `malformed_signature`, `malformed_id`, `malformed_timestamp`, `timestamp_out_of_tolerance`, `signature_mismatch`.
 */
export function verifyStandard(request: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  const keys = secrets.map(standardKey).filter((key) => key !== undefined);
  if (keys.length === 0) return refused('no_secret');
  const id = request.headers['webhook-id'];
  const timestamp = request.headers['webhook-timestamp'];
  const signatures = request.headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return refused('missing_signature');
  // A full stop in the id would let `a.1` + `2` pass for `a` + `1.2`: the spec forbids it.
  if (id.includes('.') || id.length > 256) return refused('malformed_id');
  if (!/^\d{1,12}$/.test(timestamp)) return refused('malformed_timestamp');
  const skewSeconds = Math.abs(request.nowMs / 1000 - Number(timestamp));
  if (skewSeconds > TOLERANCE_SECONDS) return refused('timestamp_out_of_tolerance');
  const claimed = claimedSignatures(signatures);
  if (!claimed) return refused('malformed_signature');
  const genuine = keys.some((key) => {
    const expected = hmacSha256(key, `${id}.${timestamp}.`, request.body);
    return claimed.some((signature) => sameBytes(expected, signature));
  });
  return genuine ? { ok: true } : refused('signature_mismatch');
}

/**
 * The readable `v1` signatures of the header; other versions and digests of a wrong length are skipped, as the spec asks.
 * Header lines that a proxy joined with commas are no list of this kind: `undefined`.
 */
function claimedSignatures(header: string): readonly Uint8Array[] | undefined {
  const parts = header.split(' ');
  if (!parts.every((part) => /^[^,]+,[^,]+$/.test(part))) return undefined;
  return parts
    .filter((part) => part.startsWith('v1,'))
    .map((part) => digestFromBase64(part.slice('v1,'.length)))
    .filter((signature) => signature !== undefined);
}

function refused(reason: string): Verdict {
  return { ok: false, reason };
}
