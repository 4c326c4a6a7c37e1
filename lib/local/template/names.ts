/** The names that resources get here, the same at every start so that data on disk is found again. */
import { createHash } from 'node:crypto';

/** The account and region that the run plays. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** A name of at most `max` characters: the stack's and the resource's, cut and told apart by a hash where too long. */
export function physicalName(stack: string, logicalId: string, max = 64): string {
  const whole = `${stack}-${logicalId}`;
  if (whole.length <= max) return whole;
  return `${whole.slice(0, max - 9)}-${shortHash(whole, 8)}`;
}

/** Some hexadecimal digits of a hash: a stable stand-in for the random ids AWS gives. */
export function shortHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** An ARN of the run's account and region. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
