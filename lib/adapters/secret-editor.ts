import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';

/** Edits a secret that holds a JSON object, for the commands of whoever operates a stage. */
export interface SecretEditor {
  readonly read: () => Promise<Readonly<Record<string, unknown>>>;
  /** Puts another version; the one before stays readable as AWSPREVIOUS. */
  readonly write: (content: Readonly<Record<string, unknown>>) => Promise<void>;
}

const content = z.record(z.string(), z.unknown());

/** @param endpoint where Secrets Manager is, when it is not AWS's. */
export function secretEditor(arn: string, endpoint?: string): SecretEditor {
  const local = endpoint && { endpoint, region: arn.split(':')[3] ?? 'local', credentials: LOCAL };
  const client = new SecretsManagerClient({ ...(local || { region: arn.split(':')[3] ?? '' }) });
  return {
    read: async () => {
      const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
      return content.parse(JSON.parse(SecretString));
    },
    write: async (next) => {
      await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: JSON.stringify(next) }));
    },
  };
}

const LOCAL = { accessKeyId: 'local', secretAccessKey: 'local' };
