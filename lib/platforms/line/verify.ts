import { digestFromBase64, hmacSha256, sameBytes } from '#platforms/signature.ts';
import type { Verdict, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';

/**
 * Messaging API, "Verify webhook signature": `x-line-signature` is base64 of the HMAC-SHA256 of the raw body with the channel
 * secret. Reasons: `no_secret`, `missing_signature`, `malformed_signature`, `signature_mismatch`.
 */
export function verifyLine({ headers, body }: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length === 0) return { ok: false, reason: 'no_secret' };
  const header = headers['x-line-signature'];
  if (!header) return { ok: false, reason: 'missing_signature' };
  const claimed = digestFromBase64(header);
  if (!claimed) return { ok: false, reason: 'malformed_signature' };
  const genuine = usable.some((secret) => sameBytes(hmacSha256(secret, body), claimed));
  return genuine ? { ok: true } : { ok: false, reason: 'signature_mismatch' };
}
