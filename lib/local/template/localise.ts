/** The last touch on evaluated strings: secrets are put in, addresses of AWS become those of this machine. */

export interface Localiser {
  /** Addresses of AWS, and what stands for them here. */
  readonly rewrites: ReadonlyMap<string, string>;
  /** The value of a secret by ARN or name. */
  readonly secret: (id: string) => string | undefined;
}

/** `{{resolve:secretsmanager:<id or ARN>:SecretString:<JSON key>:<stage>:<version>}}` */
const DYNAMIC_REFERENCE =
  /\{\{resolve:secretsmanager:(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:[^:}]+|[^:}]+)(?::SecretString(?::([^:}]*))?[^}]*)?\}\}/g;

/** Makes the touch. */
export function localiser({ rewrites, secret }: Localiser): (text: string) => string {
  return (text) => {
    let local = text;
    for (const [address, here] of rewrites) local = local.replaceAll(address, here);
    if (!local.includes('{{resolve:')) return local;
    return local.replaceAll(DYNAMIC_REFERENCE, (_whole, id: string, key = '') => {
      const value = secret(id);
      if (value === undefined) throw new Error(`there is no secret ${id}`);
      return key ? String((JSON.parse(value) as Record<string, unknown>)[key]) : value;
    });
  };
}
