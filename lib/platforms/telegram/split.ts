import { accountOf } from '#platforms/account.ts';
import type { Delivery, PlatformEvent } from '#platforms/event.ts';
import { eventId } from '#platforms/event-id.ts';
import { asId, asObject } from '#platforms/fields.ts';

/**
 * One body is one update, known by its `update_id`; an answer of getUpdates is a list of them. An update that tells of
 * several deleted messages is one event a message. The update names no bot, so the path does.
 */
export function splitTelegram(body: unknown, delivery: Delivery): readonly PlatformEvent[] {
  const account = accountOf('telegram', delivery.pathAccount);
  const result: unknown = Array.isArray(body) ? body : asObject(body)?.['result'];
  const updates: readonly unknown[] = Array.isArray(result) && result.length > 0 ? result : [body];
  return updates.flatMap((update) =>
    pieces(update).map(({ suffix, payload }) => {
      const ownId = asId(asObject(payload)?.['update_id']);
      const identity = { kind: 'update', ownId: ownId && `${ownId}${suffix}` };
      return { account, id: eventId({ ...identity, content: payload, deliveryId: delivery.id }), payload };
    }),
  );
}

/** What makes an event of several its own, and what is left of the update. */
interface Piece {
  readonly suffix: string;
  readonly payload: unknown;
}

function pieces(update: unknown): readonly Piece[] {
  const deleted = asObject(asObject(update)?.['deleted_business_messages']);
  const ids: unknown = deleted?.['message_ids'];
  if (!Array.isArray(ids) || ids.length < 2) return [{ suffix: '', payload: update }];
  return ids.map((id: unknown) => ({
    suffix: `:${asId(id) ?? ''}`,
    payload: { ...asObject(update), deleted_business_messages: { ...deleted, message_ids: [id] } },
  }));
}
