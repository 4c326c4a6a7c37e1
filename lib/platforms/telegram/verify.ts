import { verifySharedSecret } from '#platforms/signature.ts';
import type { Verdict, WebhookRequest, WebhookSecrets } from '#platforms/webhook.ts';

/** Bot API, setWebhook: the `secret_token` given there comes back with every update. It vouches for the sender, not for the body. */
export function verifyTelegram({ headers }: WebhookRequest, { secrets }: WebhookSecrets): Verdict {
  return verifySharedSecret(headers['x-telegram-bot-api-secret-token'], secrets);
}
