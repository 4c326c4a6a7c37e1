import { createHash } from 'node:crypto';
import { parseExact } from '#contracts/exact-json.ts';
import { inboundEnvelope } from '#contracts/inbound.ts';
import { pollWork } from '#contracts/poll-work.ts';
import type { Amendment } from '#domain/message.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

/** What events are called, in the senders' list and in the engines alike. */

/** As a trace, or parked. */
export const eventName = (account: string, id: string): string => `${account} event ${id}`;

/** As words. */
export const messageName = (account: string, id: string): string => `${account} message ${id}`;
export const amendmentName = ({
  account,
  kind,
  messageId,
}: Pick<Amendment, 'account' | 'kind' | 'messageId'>): string => `${account} ${kind} of ${messageId}`;

/** The events of a delivery, cut and named as its platform does. */
export function eventsOf(platform: PlatformName, { body, headers }: SignedDelivery): readonly PlatformEvent[] {
  const id = createHash('sha256').update(body).digest('hex').slice(0, 32);
  // The address names the account where the payload can't, as the signed delivery's path does.
  const pathAccount = platforms[platform].webhook?.needsPathAccount && BRAND_ACCOUNTS[platform];
  const json = parseExact(Buffer.from(body).toString());
  return platforms[platform].split(json, { id, pathAccount, headers });
}

/** The events of a poll's page, cut and named as its platform does. */
export function pageEvents(platform: PlatformName, page: unknown): readonly PlatformEvent[] {
  const id = createHash('sha256').update(JSON.stringify(page)).digest('hex').slice(0, 32);
  return platforms[platform].split(page, { id, pathAccount: BRAND_ACCOUNTS[platform], headers: {} });
}

/** The names of the events in a parked queue message; one that nobody can read has the beginning of its body. */
export function parkedNames(body: string): string[] {
  const json: unknown = JSON.parse(body);
  const work = pollWork.safeParse(json).data;
  if (work?.kind === 'reference') return [eventName(work.event.account, work.event.id)];
  if (work) return [`${work.account} ${work.kind}`];
  const envelope = inboundEnvelope.safeParse(json);
  if (!envelope.success) return [`unreadable ${body.slice(0, 40)}`];
  const events = envelope.data.kind === 'claim' ? [envelope.data] : envelope.data.events;
  return events.map(({ account, id }) => eventName(account, id));
}
