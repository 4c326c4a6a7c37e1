import { accountId } from './account.ts';
import type { Platform } from './platform.ts';

/** The address that a platform delivers an account's events to; undefined where it is only polled. @param base without a trailing slash */
export function webhookAddress({ name, webhook }: Platform, account: string, base: string): string | undefined {
  if (!webhook) return undefined;
  const path = webhook.needsPathAccount ? `/${encodeURIComponent(accountId(account))}` : '';
  return `${base}/webhooks/${name}${path}`;
}
