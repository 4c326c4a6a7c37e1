import { sameText, verifySharedSecret } from '#platforms/signature.ts';
import type { Verdict, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';

/**
 * Trustpilot signs nothing: the secret stands in the address that it is given, as `?token=` or as the password before the
 * host, which it sends as basic authentication. It vouches for the sender, not for the body.
 */
export function verifyTrustpilot({ headers, query }: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  const token = query['token'];
  return verifySharedSecret(token === undefined ? passwordIn(headers['authorization'], secrets) : token, secrets);
}

/** The password of basic authentication; the whole of it where `user:password` is the secret. */
function passwordIn(header: string | undefined, secrets: readonly string[]): string | undefined {
  if (!header?.startsWith('Basic ')) return undefined;
  const pair = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  return secrets.some((secret) => sameText(secret, pair)) ? pair : pair.slice(pair.indexOf(':') + 1);
}
