import { createHash } from 'node:crypto';
import { PermanentError } from '#domain/errors.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import type { PlatformEvent } from '#platforms/platform.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

/** What to look for in the engines after a delivery, by the platform's own way of cutting and naming it. */

/** One event of a delivery, under the names that it may be found by. */
export interface Expectation {
  /** As a trace, or parked: `<account> event <id>`. */
  readonly event: string;
  /** As words: the names of {@link messageName} and {@link amendmentName}; absent when it is none. */
  readonly words?: { readonly kind: 'message' | 'edit' | 'deletion'; readonly name: string };
}

export const eventName = (account: string, id: string): string => `${account} event ${id}`;
export const messageName = (account: string, id: string): string => `${account} message ${id}`;
export const amendmentName = (account: string, kind: string, messageId: string): string =>
  `${account} ${kind} of ${messageId}`;

/** Ids don't hang on when a delivery came. */
const ANY_TIME = '2026-01-01T00:00:00.000Z';

function wordsOf(platform: PlatformName, event: PlatformEvent): Expectation['words'] {
  try {
    const meaning = platforms[platform].normalise(event, ANY_TIME);
    if (meaning.kind === 'message')
      return { kind: 'message', name: messageName(meaning.message.account, meaning.message.id) };
    if (meaning.kind !== 'amendment') return undefined;
    const { account, kind, messageId } = meaning.amendment;
    return { kind, name: amendmentName(account, kind, messageId) };
  } catch (error) {
    // What its platform can't read is parked, and looked for there.
    if (error instanceof PermanentError) return undefined;
    throw error;
  }
}

function jsonOf(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(Buffer.from(body).toString()) };
  } catch {
    return undefined;
  }
}

/** What a delivery should be found as; nothing when it is not JSON, because then it is refused. */
export function expectationsOf(platform: PlatformName, { body, headers }: SignedDelivery): Expectation[] {
  const json = jsonOf(body);
  if (!json) return [];
  const id = createHash('sha256').update(body).digest('hex').slice(0, 32);
  // The address names the account where the payload can't, as the signed delivery's path does.
  const pathAccount = platform === 'standard' ? BRAND_ACCOUNTS.standard : undefined;
  return platforms[platform].split(json.value, { id, pathAccount, headers }).map((event) => {
    const words = wordsOf(platform, event);
    return { event: eventName(event.account, event.id), ...(words && { words }) };
  });
}
