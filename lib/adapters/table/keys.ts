import { createHash } from 'node:crypto';
import type { Item, ItemKey } from '#adapters/table/item-store.ts';
import type { ItemKind } from '#contracts/table.ts';
import type { DocumentFamily } from '#contracts/table-documents.ts';
import type { Concern } from '#domain/channel-health.ts';
import type { Paced } from '#domain/pacing.ts';
import type { MessageKey } from '#domain/ports.ts';
import type { PromiseKey } from '#domain/promise/answer-promise.ts';

/** How keys are made; contracts/table.ts tells what lives under them. */

/** A sort key has 1,024 bytes and a partition key 2,048; longer platform ids are kept apart by their hash. */
const LONGEST_PART = 400;
const ENTRY_DIGITS = 10;

/** Makes a foreign id safe inside a key: no separator of ours, no length that the table refuses. */
export function keyPart(id: string): string {
  const part = id.replace(/[%#]/g, encodeURIComponent);
  return Buffer.byteLength(part) <= LONGEST_PART ? part : `sha256-${createHash('sha256').update(id).digest('hex')}`;
}

export const messagePk = ({ account, id }: MessageKey): string => `message#${keyPart(account)}#${keyPart(id)}`;
export const messageKey = (key: MessageKey): ItemKey => ({ pk: messagePk(key), sk: 'message' });
export const amendmentsKey = (key: MessageKey): ItemKey => ({ pk: messagePk(key), sk: 'amendments' });

export const mediaItemKey = (key: MessageKey): ItemKey => ({ pk: messagePk(key), sk: 'media' });

export const labelsKey = (key: MessageKey): ItemKey => ({ pk: messagePk(key), sk: 'labels' });
/** @param month `yyyy-mm` */
export const labelMarksPk = (month: string): string => `labels#${month}`;
export const labelMarkKey = (at: string, { account, id }: MessageKey): ItemKey => ({
  pk: labelMarksPk(at.slice(0, 7)),
  sk: `${at}#${keyPart(account)}#${keyPart(id)}`,
});

export const ticketPk = (ticketId: string): string => `ticket#${keyPart(ticketId)}`;
export const ticketKey = (ticketId: string): ItemKey => ({ pk: ticketPk(ticketId), sk: 'ticket' });
export const entryKey = (ticketId: string, revision: number): ItemKey => ({
  pk: ticketPk(ticketId),
  sk: `entry#${String(revision).padStart(ENTRY_DIGITS, '0')}`,
});
export const noteKey = (ticketId: string, at: string, noteId: string): ItemKey => ({
  pk: ticketPk(ticketId),
  sk: `note#${at}#${keyPart(noteId)}`,
});
export const replyKey = (ticketId: string, replyId: string): ItemKey => ({
  pk: ticketPk(ticketId),
  sk: `reply#${keyPart(replyId)}`,
});

export const replyMarkKey = (replyKey: string): ItemKey => ({ pk: `reply#${keyPart(replyKey)}`, sk: 'mark' });

/** The same for how often they are written to. */
export const RHYTHMS_PK = 'rhythms';
export const rhythmKey = (account: string): ItemKey => ({ pk: RHYTHMS_PK, sk: `rhythm#${keyPart(account)}` });

/** Accounts are few: one partition holds how they are. */
export const CHANNELS_PK = 'channels';
export const channelKey = (account: string, concern: Concern): ItemKey => ({
  pk: CHANNELS_PK,
  sk: `channel#${keyPart(account)}#${concern}`,
});
export const paceKey = ({ account, name }: Paced): ItemKey => ({
  pk: `pace#${keyPart(account)}`,
  sk: name === undefined ? 'pace' : `pace#${keyPart(name)}`,
});
export const tokenKey = (account: string): ItemKey => ({ pk: `token#${keyPart(account)}`, sk: 'token' });

export const customerPk = (account: string, customerId: string): string =>
  `customer#${keyPart(account)}#${keyPart(customerId)}`;
export const profileKey = (account: string, customerId: string): ItemKey => ({
  pk: customerPk(account, customerId),
  sk: 'profile',
});
export const tierKey = (account: string, customerId: string): ItemKey => ({
  pk: customerPk(account, customerId),
  sk: 'tier',
});
export const pointerKey = (account: string, customerId: string, threadKey: string): ItemKey => ({
  pk: customerPk(account, customerId),
  sk: `thread#${keyPart(threadKey)}`,
});

export const traceKey = (account: string, eventId: string): ItemKey => ({
  pk: `trace#${keyPart(account)}#${keyPart(eventId)}`,
  sk: 'trace',
});

export const documentPk = (family: DocumentFamily): string => `document#${family}`;
/** A version of a document; without a number, what the sort keys of all its versions begin with. */
export const documentKey = (of: { family: DocumentFamily; name: string; number?: number }): ItemKey => ({
  pk: documentPk(of.family),
  sk: `version#${keyPart(of.name)}#${of.number === undefined ? '' : String(of.number).padStart(ENTRY_DIGITS, '0')}`,
});
export const documentEditsKey = (family: DocumentFamily): ItemKey => ({ pk: documentPk(family), sk: 'edits' });
export const documentPointerKey = (family: DocumentFamily, name: string): ItemKey => ({
  pk: documentPk(family),
  sk: `current#${keyPart(name)}`,
});

export const spendingKey = (name: string, day: string): ItemKey => ({
  pk: `spending#${keyPart(name)}#${day}`,
  sk: 'spending',
});

/** The partition of a day's rows for the metrics, one of several. */
export const metricsPk = (day: string, shard: number): string => `metrics#${day}#${shard}`;
export const metricsRowKey = (of: { day: string; shard: number; ticketId: string; name: string }): ItemKey => ({
  pk: metricsPk(of.day, of.shard),
  sk: `row#${keyPart(of.ticketId)}#${of.name}`,
});
export const metricsPlacesKey = (ticketId: string): ItemKey => ({ pk: ticketPk(ticketId), sk: 'metrics' });
export const pollKey = (account: string): ItemKey => ({ pk: `poll#${keyPart(account)}`, sk: 'poll' });
export const leaseKey = (name: string): ItemKey => ({ pk: `lease#${keyPart(name)}`, sk: 'lease' });
/** @param day `yyyy-mm-dd`, UTC */
export const promisesPk = (day: string): string => `promises#${day}`;
export const promiseKey = ({ day, account, ticketId, episode }: PromiseKey): ItemKey => ({
  pk: promisesPk(day),
  sk: `promise#${keyPart(account)}#${keyPart(ticketId)}#${episode}`,
});

/** An item of a kind under its key. */
export function itemOf(kind: ItemKind, key: ItemKey, data: object): Item {
  return { ...data, ...key, kind };
}
