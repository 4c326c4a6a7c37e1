import { PermanentError } from '#domain/errors.ts';
import { amendmentName, eventName, eventsOf, messageName, pageEvents } from '#local/care/names.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import { accountOf, platformOfAccount } from '#platforms/account.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import { type PlatformName, platformNamed, platforms } from '#platforms/registry.ts';

/** What to look for in the engines after a delivery, by the platform's own way of cutting and naming it. */

/** One event of a delivery, under the names that it may be found by. */
export interface Expectation {
  /** As a trace, or parked: `<account> event <id>`. */
  readonly event: string;
  /** As words: the names of {@link messageName} and {@link amendmentName}; absent when it is none. */
  readonly words?: { readonly kind: 'message' | 'edit' | 'deletion'; readonly name: string };
}

/** Ids don't hang on when a delivery came. */
const ANY_TIME = '2026-01-01T00:00:00.000Z';

function wordsOf(platform: PlatformName, event: PlatformEvent): Expectation['words'] {
  try {
    // As triage does: an event's account says whose it is, whatever address it came to.
    const owner = platformNamed(platformOfAccount(event.account)) ?? platforms[platform];
    const meaning = owner.normalise(event, ANY_TIME);
    if (meaning.kind === 'message')
      return { kind: 'message', name: messageName(meaning.message.account, meaning.message.id) };
    if (meaning.kind !== 'amendment') return undefined;
    return { kind: meaning.amendment.kind, name: amendmentName(meaning.amendment) };
  } catch (error) {
    // What its platform can't read is parked, and looked for there.
    if (error instanceof PermanentError) return undefined;
    throw error;
  }
}

/** What a delivery should be found as; nothing when it is not JSON, because then it is refused. */
export function expectationsOf(platform: PlatformName, delivery: SignedDelivery): Expectation[] {
  return readable(platform, delivery).map((event) => expectationOf(platform, event));
}

/** What a poll's page should be found as; nothing for one that brings nothing, which a first poll says of it. */
export function expectationsIn(platform: PlatformName, page: unknown): Expectation[] {
  return isEmpty(platform, page) ? [] : pageEvents(platform, page).map((event) => expectationOf(platform, event));
}

function isEmpty(platform: PlatformName, page: unknown): boolean {
  const response = { status: 200, headers: {}, body: JSON.stringify(page) };
  const turn = {
    account: accountOf(platform, BRAND_ACCOUNTS[platform]),
    credentials: { accessToken: '' },
    nowMs: Date.parse(ANY_TIME),
  };
  const answer = platforms[platform].poll?.read(response, turn);
  return answer?.kind === 'page' && answer.body === undefined;
}

function expectationOf(platform: PlatformName, event: PlatformEvent): Expectation {
  const words = wordsOf(platform, event);
  return { event: eventName(event.account, event.id), ...(words && { words }) };
}

function readable(platform: PlatformName, delivery: SignedDelivery): readonly PlatformEvent[] {
  try {
    return eventsOf(platform, delivery);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
