import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type CredentialsFile, credentialsFile } from '#adapters/account-credentials.ts';
import { keptFresh } from '#adapters/kept-fresh.ts';

/** The credentials secret, read and written whole. */

export interface CredentialsSecret {
  /** Perhaps a minute late. */
  readonly read: () => Promise<CredentialsFile>;
  /** As it is now. */
  readonly readNow: () => Promise<CredentialsFile>;
  readonly write: (file: CredentialsFile) => Promise<void>;
}

const FRESH_MS = 60_000;

/** @param arn of a secret that holds a JSON object. */
export function credentialsSecret(arn: string, nowMs: () => number = Date.now): CredentialsSecret {
  const client = new SecretsManagerClient({});
  const readNow = async (): Promise<CredentialsFile> => {
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return credentialsFile.parse(JSON.parse(SecretString));
  };
  return {
    read: keptFresh(readNow, FRESH_MS, nowMs),
    readNow,
    write: async (file) => {
      await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: JSON.stringify(file) }));
    },
  };
}
