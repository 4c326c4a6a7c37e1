import { createHash } from 'node:crypto';
import type { PlatformName } from '#platforms/registry.ts';

/** The brand's accounts in a local run and the secrets that go with them: made up here, valid nowhere else. */

/** The platforms' own ids of the brand's accounts. */
export const BRAND_ACCOUNTS: Readonly<Record<PlatformName, string>> = {
  x: '1400000000000000001',
  messenger: '100200300',
  standard: 'shop',
};

const derived = (name: string): string => createHash('sha256').update(`local ${name}`).digest('base64');

/** What signs deliveries: the first is in force, the second is the one before. */
export const WEBHOOK_SECRETS: Readonly<Record<PlatformName, readonly [string, string]>> = {
  x: [derived('x 1'), derived('x 2')],
  messenger: [derived('messenger 1'), derived('messenger 2')],
  standard: [`whsec_${derived('standard 1')}`, `whsec_${derived('standard 2')}`],
};

export const VERIFY_TOKEN = derived('verify token');

/** What replies are sent with. */
export const REPLY_TOKENS: Readonly<Record<PlatformName, string>> = {
  x: derived('x token'),
  messenger: derived('messenger token'),
  standard: `whsec_${derived('standard replies')}`,
};

/** The webhook secret's JSON. */
export function webhookSecretFile(): Record<string, unknown> {
  return {
    x: { secrets: WEBHOOK_SECRETS.x },
    messenger: { secrets: WEBHOOK_SECRETS.messenger, verifyToken: VERIFY_TOKEN },
    standard: { secrets: WEBHOOK_SECRETS.standard },
  };
}

/** The reply secret's JSON: every account answers through the platform double. */
export function replySecretFile(baseUrls: Readonly<Record<PlatformName, string>>): Record<string, unknown> {
  const names = Object.keys(BRAND_ACCOUNTS) as PlatformName[];
  return Object.fromEntries(
    names.map((name) => [
      `${name}:${BRAND_ACCOUNTS[name]}`,
      { accessToken: REPLY_TOKENS[name], baseUrl: baseUrls[name] },
    ]),
  );
}
