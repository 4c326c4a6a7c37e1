import { readFileSync } from 'node:fs';
import { platformOfAccount } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { type PlatformName, platformNamed, platforms } from '#platforms/registry.ts';

/** When the tests say a delivery was received. */
export const RECEIVED_AT = '2026-11-22T10:00:00.000Z';

/** A payload written for the tests, by its path below tests/fixtures without the ending. */
export function fixture(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${path}.json`, import.meta.url), 'utf8'));
}

/** Cuts a body as its platform does. */
export function pieces(
  platform: PlatformName,
  body: unknown,
  headers: Record<string, string> = {},
): readonly PlatformEvent[] {
  const { webhook } = platforms[platform];
  const pathAccount = !webhook || webhook.needsPathAccount ? 'shop' : undefined;
  return platforms[platform].split(body, { id: 'delivery-1', pathAccount, headers });
}

/** What the events of a body mean, in order. */
export function meanings(
  platform: PlatformName,
  body: unknown,
  headers: Record<string, string> = {},
): readonly Normalised[] {
  return pieces(platform, body, headers).map((event) => {
    // As triage does: an event's account says whose it is, whatever address it came to.
    const owner = platformNamed(platformOfAccount(event.account));
    if (!owner) throw new Error(`${event.account} is on no platform`);
    return owner.normalise(event, RECEIVED_AT);
  });
}

/** What a fixture's events mean. */
export function meaningsOf(path: `${PlatformName}/${string}`): readonly Normalised[] {
  return meanings(path.split('/')[0] as PlatformName, fixture(path));
}

/** Each meaning in one line: its kind and what tells it apart. */
export function outline(all: readonly Normalised[]): readonly string[] {
  return all.map((one) => {
    if (one.kind === 'message') return `message ${one.message.id} ${one.message.direction} ${one.message.customerId}`;
    if (one.kind === 'amendment') return `${one.amendment.kind} of ${one.amendment.messageId}`;
    if (one.kind === 'reference') return `reference ${one.reference.type} ${one.reference.id}`;
    return one.kind === 'ignored' ? `ignored ${one.reason}` : `unknown ${one.type}`;
  });
}
