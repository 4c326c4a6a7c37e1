/** Secrets Manager, as far as functions ask it. */
import { randomInt, randomUUID } from 'node:crypto';
import { type LocalServer, listen, readBody, sendJson } from '../http/server.ts';
import { awsError } from '../proxy/outage.ts';

/** How a template wants a value to be generated. */
export interface GenerateSecret {
  readonly SecretStringTemplate?: string | undefined;
  readonly GenerateStringKey?: string | undefined;
  readonly PasswordLength?: number | undefined;
  readonly ExcludeCharacters?: string | undefined;
  readonly ExcludePunctuation?: boolean | undefined;
  readonly ExcludeUppercase?: boolean | undefined;
  readonly ExcludeLowercase?: boolean | undefined;
  readonly ExcludeNumbers?: boolean | undefined;
  readonly IncludeSpace?: boolean | undefined;
}

interface Version {
  readonly id: string;
  readonly value: string;
}

interface StoredSecret {
  readonly arn: string;
  readonly name: string;
  current: Version;
  previous: Version | undefined;
}

export class SecretStore {
  readonly #secrets: StoredSecret[] = [];

  add(arn: string, name: string, value: string): void {
    this.#secrets.push({ arn, name, current: { id: randomUUID(), value }, previous: undefined });
  }

  /** The current value, by ARN or name. */
  value(id: string): string | undefined {
    return this.#find(id)?.current.value;
  }

  /** Gives a secret another first value; answers whether there is such a secret. */
  replace(id: string, value: string): boolean {
    const secret = this.#find(id);
    if (secret) secret.current = { id: randomUUID(), value };
    return secret !== undefined;
  }

  /** Gives a secret a new value; the old one stays readable as AWSPREVIOUS. */
  put(id: string, value: string): boolean {
    const secret = this.#find(id);
    if (!secret) return false;
    secret.previous = secret.current;
    secret.current = { id: randomUUID(), value };
    return true;
  }

  /** Starts the HTTP side on a free port. */
  serve(): Promise<LocalServer> {
    return listen(async (request, response) => {
      const body = JSON.parse(((await readBody(request)) ?? '{}').toString()) as Record<string, string>;
      const operation = String(request.headers['x-amz-target'] ?? '').replace(/^secretsmanager\./, '');
      const answer = this.#answer(operation, body);
      if (answer) sendJson(response, 200, answer);
      else
        awsError(response, {
          status: 400,
          type: 'ResourceNotFoundException',
          message: "Secrets Manager can't find the specified secret.",
        });
    });
  }

  #answer(
    operation: string,
    { SecretId = '', SecretString = '', VersionStage = 'AWSCURRENT' }: Record<string, string>,
  ): object | undefined {
    if (operation === 'PutSecretValue') this.put(SecretId, SecretString);
    const secret = this.#find(SecretId);
    const version = VersionStage === 'AWSPREVIOUS' ? secret?.previous : secret?.current;
    if (!secret || !version) return undefined;
    const { arn: ARN, name: Name } = secret;
    const found = { ARN, Name, VersionId: version.id, VersionStages: [VersionStage] };
    return operation === 'GetSecretValue' ? { ...found, SecretString: version.value } : found;
  }

  #find(id: string): StoredSecret | undefined {
    return this.#secrets.find(({ arn, name }) => id === arn || id === name || (id !== '' && arn.startsWith(`${id}-`)));
  }
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A random value in the shape that a template asks for. */
export function generateSecret(options: GenerateSecret): string {
  const { SecretStringTemplate, GenerateStringKey, PasswordLength = 32, ExcludeCharacters = '' } = options;
  const alphabet = [
    options.ExcludeLowercase ? '' : LOWER,
    options.ExcludeUppercase ? '' : LOWER.toUpperCase(),
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : PUNCTUATION,
    options.IncludeSpace ? ' ' : '',
  ]
    .join('')
    .replaceAll(/./gs, (character) => (ExcludeCharacters.includes(character) ? '' : character));
  const password = Array.from({ length: PasswordLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  if (!SecretStringTemplate || !GenerateStringKey) return password;
  const template = JSON.parse(SecretStringTemplate) as object;
  return JSON.stringify({ ...template, [GenerateStringKey]: password });
}
