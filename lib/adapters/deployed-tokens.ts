import { setTimeout as sleep } from 'node:timers/promises';
import { accessTokens } from '#adapters/access-tokens.ts';
import { credentialsSecret } from '#adapters/credentials-secret.ts';
import { httpSender } from '#adapters/http-sender.ts';
import type { TokenDeps } from '#adapters/token-ports.ts';
import type { CredentialsOf } from '#domain/credentials.ts';

/** Somebody who asks for a token needs about a second; the secret and the table are read anew each time. */
const PAUSE_MS = 250;

export interface DeployedTokens extends Pick<TokenDeps, 'tokens' | 'leases' | 'sourceOf'> {
  /** The credentials secret. */
  readonly secretArn: string;
}

/** The credentials of accounts in a deployed function; clients come from the environment. */
export function deployedTokens({ tokens, leases, sourceOf, secretArn }: DeployedTokens): CredentialsOf {
  return accessTokens({
    tokens,
    leases,
    sourceOf,
    secret: credentialsSecret(secretArn),
    send: httpSender(),
    nowMs: Date.now,
    pause: () => sleep(PAUSE_MS),
  });
}
