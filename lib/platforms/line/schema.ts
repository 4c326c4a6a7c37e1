import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of LINE's webhook events (Messaging API reference, "Webhook event objects"), and no more. */

const source = z.object({
  type: maybe(z.string()),
  userId: maybe(idField),
  groupId: maybe(idField),
  roomId: maybe(idField),
});

const message = z.object({
  id: maybe(idField),
  type: maybe(z.string()),
  text: maybe(z.string()),
  quoteToken: maybe(z.string()),
  quotedMessageId: maybe(idField),
  contentProvider: maybe(z.object({ type: maybe(z.string()), originalContentUrl: maybe(z.string()) })),
  title: maybe(z.string()),
  address: maybe(z.string()),
  latitude: maybe(z.number()),
  longitude: maybe(z.number()),
});

export const lineEvent = z.object({
  type: maybe(z.string()),
  mode: maybe(z.string()),
  timestamp: maybe(numberField),
  source: maybe(source),
  message: maybe(message),
  unsend: maybe(z.object({ messageId: maybe(idField) })),
  postback: maybe(z.object({ data: maybe(z.string()), params: maybe(anyObject) })),
});

/** A delivery cut down to one event. */
export const linePiece = z.object({ events: z.tuple([lineEvent]) });

export type LineEvent = z.infer<typeof lineEvent>;
export type LineMessage = z.infer<typeof message>;
