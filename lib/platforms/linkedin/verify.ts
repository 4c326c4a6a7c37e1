import { digestFromHex, hmacSha256, sameBytes } from '#platforms/signature.ts';
import type { HandshakeAnswer, Verdict, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';

const PREFIX = 'hmacsha256=';

/**
 * LinkedIn docs, "Webhook validation": `x-li-signature` is hex of the HMAC over `hmacsha256=` and the raw body, keyed with
 * the client secret. Receivers in use read another form, `hmacsha256=<hex>` over the body alone. Both are taken, each only
 * as a whole: who can make one has the secret.
 */
export function verifyLinkedIn(request: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length === 0) return refused('no_secret');
  const header = request.headers['x-li-signature'];
  if (!header) return refused('missing_signature');
  const prefixed = header.startsWith(PREFIX);
  const claimed = digestFromHex(prefixed ? header.slice(PREFIX.length) : header);
  if (!claimed) return refused('malformed_signature');
  const signed = prefixed ? [request.body] : [PREFIX, request.body];
  const genuine = usable.some((secret) => sameBytes(hmacSha256(secret, ...signed), claimed));
  return genuine ? { ok: true } : refused('signature_mismatch');
}

/**
 * LinkedIn docs, "Webhook validation": `challengeCode` is answered within three seconds with its HMAC in hex, and asked
 * again every two hours; three wrong answers block the address. While a secret is being rotated the first one answers.
 */
export function linkedInHandshake({ query }: WebhookRequest, { secrets }: WebhookSecrets): HandshakeAnswer {
  const challengeCode = query['challengeCode'];
  const secret = secrets.find((candidate) => candidate !== '');
  if (!challengeCode) return answer(400, { error: 'challengeCode missing' });
  if (!secret) return answer(403, { error: 'no secret' });
  const challengeResponse = hmacSha256(secret, challengeCode).toString('hex');
  return answer(200, { challengeCode, challengeResponse });
}

function refused(reason: string): Verdict {
  return { ok: false, reason };
}

function answer(status: HandshakeAnswer['status'], body: Readonly<Record<string, string>>): HandshakeAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
