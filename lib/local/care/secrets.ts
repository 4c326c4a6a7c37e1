import { createHash } from 'node:crypto';
import { platformOfAccount } from '#platforms/account.ts';
import type { Credentials } from '#platforms/api-call.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** The brand's accounts in a local run and the secrets that go with them: made up here, valid nowhere else. */

const NAMES = Object.keys(doubles) as PlatformName[];

function forEach<T>(make: (name: PlatformName) => T): Readonly<Record<PlatformName, T>> {
  return Object.fromEntries(NAMES.map((name) => [name, make(name)])) as Record<PlatformName, T>;
}

/** The platforms' own ids of the brand's accounts. */
export const BRAND_ACCOUNTS = forEach((name) => doubles[name].account);

const derived = (name: string): string => createHash('sha256').update(`local ${name}`).digest('base64');

/** What signs deliveries: the first is in force, the second is the one before; none where the platform is polled. */
export const WEBHOOK_SECRETS = forEach((name): readonly string[] => {
  const { webhook } = doubles[name];
  return webhook ? [webhook.secret(derived(`${name} 1`)), webhook.secret(derived(`${name} 2`))] : [];
});

export const VERIFY_TOKEN = derived('verify token');

/** How each platform's API is spoken to. */
export const CREDENTIALS: Readonly<Record<PlatformName, Credentials>> = forEach((name) =>
  doubles[name].credentials(derived(`${name} token`)),
);

/** The webhook secret's JSON. */
export function webhookSecretFile(): Record<string, unknown> {
  const delivering = NAMES.filter((name) => doubles[name].webhook);
  return Object.fromEntries(
    delivering.map((name) => {
      const { verifyToken = VERIFY_TOKEN, keys } = doubles[name].webhook ?? {};
      return [name, { secrets: WEBHOOK_SECRETS[name], verifyToken, ...(keys !== undefined && { keys }) }];
    }),
  );
}

/** What the reply secret is made of. */
export interface Speaking {
  readonly baseUrls: Readonly<Record<PlatformName, string>>;
  /** Whether accounts are polled, where their platform is. */
  readonly polling: boolean;
  /** Accounts beside the brand's own, in whose names something is fetched. */
  readonly accounts?: readonly string[] | undefined;
}

/** An account's entry in the reply secret: it is spoken to through the platform double. */
export function credentialsEntry(name: PlatformName, { baseUrls, polling }: Speaking): Credentials {
  const { more, ...rest } = CREDENTIALS[name];
  return { ...rest, baseUrl: baseUrls[name], more: { ...more, ...(!polling && { poll: 'off' }) } };
}

/** The reply secret's JSON, with the brand's account of every platform. */
export function replySecretFile(speaking: Speaking): Record<string, unknown> {
  const accounts = [...NAMES.map((name) => `${name}:${BRAND_ACCOUNTS[name]}`), ...(speaking.accounts ?? [])];
  return Object.fromEntries(
    accounts.map((account) => [account, credentialsEntry(platformOfAccount(account) as PlatformName, speaking)]),
  );
}
