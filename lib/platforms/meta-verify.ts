import { digestFromHex, sameText, verifyPrefixedSignature } from './signature.ts';
import type { HandshakeAnswer, Verdict, WebhookRequest, WebhookSecrets } from './webhook.ts';

/** How every product of Meta's shows that a delivery is its own, and asks whether an address is ours. */

/**
 * Graph API, "Webhooks: validating payloads": `x-hub-signature-256: sha256=<hex>`, HMAC of the raw body with the app
 * secret (for an app with Instagram Login: the Instagram app's secret). The older sha1 header is never read, so nobody
 * can choose the weaker check.
 */
export function verifyMeta(request: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  const header = request.headers['x-hub-signature-256'];
  return verifyPrefixedSignature({ header, decode: digestFromHex, body: request.body, secrets });
}

/**
 * Graph API, "Webhooks: verification requests": echoes `hub.challenge` as it came. Some gateways turn the dots into
 * underscores, so both spellings are read.
 */
export function metaHandshake({ query }: WebhookRequest, { verifyToken }: WebhookSecrets): HandshakeAnswer {
  const mode = query['hub.mode'] ?? query['hub_mode'];
  const token = query['hub.verify_token'] ?? query['hub_verify_token'];
  const challenge = query['hub.challenge'] ?? query['hub_challenge'];
  if (mode !== 'subscribe' || !verifyToken || token === undefined || !sameText(token, verifyToken)) {
    return answer(403, 'forbidden');
  }
  return challenge ? answer(200, challenge) : answer(400, 'challenge missing');
}

function answer(status: HandshakeAnswer['status'], body: string): HandshakeAnswer {
  return { status, contentType: 'text/plain', body };
}
