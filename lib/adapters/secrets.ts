import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod/mini';

/** A rotated secret is seen within this time; until then both secrets are valid. */
const FRESH_MS = 60_000;

/**
 * Reads a JSON secret, at most once a minute in an environment. A failed read is not kept.
 * @throws {z.core.$ZodError} when the secret is not of the expected shape (its words are not in the error's message).
 */
export function secretJson<T>(arn: string, schema: z.ZodMiniType<T>, nowMs: () => number = Date.now): () => Promise<T> {
  const client = new SecretsManagerClient({});
  let kept: { value: Promise<T>; untilMs: number } | undefined;
  const read = async (): Promise<T> => {
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return schema.parse(JSON.parse(SecretString));
  };
  return async () => {
    if (kept && kept.untilMs > nowMs()) return kept.value;
    const value = read();
    kept = { value, untilMs: nowMs() + FRESH_MS };
    value.catch(() => {
      kept = undefined;
    });
    return value;
  };
}

/** Reads a secret that is one opaque string. */
export function secretText(arn: string): () => Promise<string> {
  const client = new SecretsManagerClient({});
  let kept: Promise<string> | undefined;
  return () => {
    kept ??= client.send(new GetSecretValueCommand({ SecretId: arn })).then(({ SecretString = '' }) => SecretString);
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
}
