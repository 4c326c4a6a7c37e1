import * as z from 'zod';
import { generateSecret } from '../engines/secret-store.ts';
import { byPrefix } from '../options.ts';
import type { Maker } from '../template/deployment.ts';
import { arn, physicalName, shortHash } from '../template/names.ts';
import type { World } from '../world.ts';

const schema = z.looseObject({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z.looseObject({}).optional(),
});

/** Makes AWS::SecretsManager::Secret: a given value, the template's own, or a generated one. */
export function secretMaker({ options, secrets, state, secretIds }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const { Name, SecretString, GenerateSecretString } = schema.parse(properties);
    const name = Name ?? physicalName(stack, logicalId);
    const ref = arn('secretsmanager', `secret:${name}-${shortHash(name, 6)}`);
    const given = byPrefix(options.secrets, [logicalId, name]);
    const value = given ?? SecretString ?? state.secret(name, () => generateSecret(GenerateSecretString ?? {}));
    secrets.add(ref, name, secretText(value));
    secretIds.set(logicalId, ref);
    return { ref, attributes: { Id: ref, Arn: ref } };
  };
}

/** Gives values to the secrets whose ARN an output tells; throws for a value that no secret is there for. */
export function fillSecrets({ options, secrets, secretIds }: World, outputs: Readonly<Record<string, string>>): void {
  const names = [...secretIds].flatMap(([logicalId, arn]) => [logicalId, arn.replace(/^.*:secret:/, '')]);
  for (const [key, value] of Object.entries(options.secrets ?? {})) {
    const known = secrets.replace(outputs[key] ?? '', secretText(value)) || names.some((name) => name.startsWith(key));
    if (!known) throw new Error(`there is no secret for the value of ${key}`);
  }
}

/** The text that is stored for a value. */
export function secretText(value: string | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
