import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of Messenger's webhook events (Messenger Platform, "Webhook events"), and no more. */

const party = z.object({ id: maybe(idField), user_ref: maybe(idField) });

const attachment = z.object({
  type: maybe(z.string()),
  url: maybe(z.string()),
  payload: maybe(z.object({ url: maybe(z.string()), sticker_id: maybe(idField) })),
});

const message = z.object({
  mid: maybe(idField),
  text: maybe(z.string()),
  attachments: maybe(z.array(attachment)),
  sticker_id: maybe(idField),
  reply_to: maybe(z.object({ mid: maybe(idField) })),
  metadata: maybe(z.string()),
  is_echo: maybe(z.boolean()),
  is_deleted: maybe(z.boolean()),
  is_unsupported: maybe(z.boolean()),
});

const messageEdit = z.object({ mid: maybe(idField), text: maybe(z.string()), num_edit: maybe(numberField) });

const postback = z.object({ mid: maybe(idField), title: maybe(z.string()) });

/** One item of `messaging[]` or `standby[]`. */
export const messagingItem = z.object({
  sender: maybe(party),
  recipient: maybe(party),
  timestamp: maybe(numberField),
  message: maybe(message),
  message_edit: maybe(messageEdit),
  postback: maybe(postback),
});

/** A delivery cut down to one entry with one item. */
export const messengerPiece = z.object({
  entry: z.tuple([
    z.object({
      time: maybe(numberField),
      messaging: maybe(z.tuple([anyObject])),
      standby: maybe(z.tuple([anyObject])),
      changes: maybe(z.tuple([z.object({ field: maybe(z.string()) })])),
    }),
  ]),
});

export type MessagingItem = z.infer<typeof messagingItem>;
export type MessengerMessage = z.infer<typeof message>;
