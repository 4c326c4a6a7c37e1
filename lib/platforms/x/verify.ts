import { digestFromBase64, hmacSha256, verifyPrefixedSignature } from '#platforms/signature.ts';
import type { HandshakeAnswer, Verdict, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';

/** X docs, "Webhooks: validating the signature": `sha256=<base64>`, HMAC of the raw body with the app's consumer secret. */
export function verifyX(request: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  const header = request.headers['x-twitter-webhooks-signature'];
  return verifyPrefixedSignature({ header, decode: digestFromBase64, body: request.body, secrets });
}

/**
 * X docs, "Webhooks: challenge-response checks": the token's HMAC, keyed with the consumer secret. While a secret is being
 * rotated the first one answers; a wrong answer would turn the webhook off at once.
 */
export function xHandshake({ query }: WebhookRequest, { secrets }: WebhookSecrets): HandshakeAnswer {
  const token = query['crc_token'];
  const secret = secrets.find((candidate) => candidate !== '');
  if (!token) return answer(400, { error: 'crc_token missing' });
  if (!secret) return answer(403, { error: 'no secret' });
  return answer(200, { response_token: `sha256=${hmacSha256(secret, token).toString('base64')}` });
}

function answer(status: HandshakeAnswer['status'], body: Readonly<Record<string, string>>): HandshakeAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
