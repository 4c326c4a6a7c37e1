import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod/mini';
import { keptFresh } from '#adapters/kept-fresh.ts';

/** A rotated secret is seen within this time; until then both secrets are valid. */
const FRESH_MS = 60_000;

function reading(arn: string, otherwise: string): () => Promise<string> {
  const client = new SecretsManagerClient({});
  return async () => {
    const { SecretString = otherwise } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return SecretString;
  };
}

/**
 * Reads a JSON secret, at most once a minute in an environment. A failed read is not kept.
 * @throws {z.core.$ZodError} when the secret is not of the expected shape (its words are not in the error's message).
 */
export function secretJson<T>(arn: string, schema: z.ZodMiniType<T>, nowMs: () => number = Date.now): () => Promise<T> {
  const read = reading(arn, '{}');
  return keptFresh(async () => schema.parse(JSON.parse(await read())), FRESH_MS, nowMs);
}

/** Reads a secret that is one opaque string, at most once a minute in an environment. A failed read is not kept. */
export function secretText(arn: string, nowMs: () => number = Date.now): () => Promise<string> {
  return keptFresh(reading(arn, ''), FRESH_MS, nowMs);
}
