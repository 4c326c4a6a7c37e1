import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of Telegram's updates (Bot API, "Update", "Message"), and no more. Ids stay below 2^52, so numbers keep all digits. */

const user = z.object({
  id: idField,
  is_bot: maybe(z.boolean()),
  first_name: maybe(z.string()),
  last_name: maybe(z.string()),
  username: maybe(z.string()),
});

const chat = z.object({
  id: idField,
  type: maybe(z.string()),
  title: maybe(z.string()),
  username: maybe(z.string()),
  is_direct_messages: maybe(z.boolean()),
});

const file = z.object({ file_id: maybe(idField) });

const place = z.object({ latitude: z.number(), longitude: z.number() });

/** What a message may hold. Each is read by itself, so that one of another shape spoils no other. */
const content = {
  text: maybe(z.string()),
  caption: maybe(z.string()),
  photo: maybe(z.array(file)),
  animation: maybe(file),
  audio: maybe(file),
  document: maybe(file),
  live_photo: maybe(file),
  sticker: maybe(file),
  video: maybe(file),
  video_note: maybe(file),
  voice: maybe(file),
  story: maybe(anyObject),
  paid_media: maybe(anyObject),
  contact: maybe(
    z.object({ phone_number: maybe(z.string()), first_name: maybe(z.string()), last_name: maybe(z.string()) }),
  ),
  location: maybe(place),
  venue: maybe(z.object({ title: maybe(z.string()), address: maybe(z.string()), location: maybe(place) })),
  poll: maybe(z.object({ question: maybe(z.string()) })),
  dice: maybe(z.object({ emoji: maybe(z.string()) })),
  game: maybe(z.object({ title: maybe(z.string()) })),
  checklist: maybe(z.object({ title: maybe(z.string()) })),
  web_app_data: maybe(z.object({ button_text: maybe(z.string()) })),
};

export const telegramMessage = z.object({
  message_id: maybe(idField),
  message_thread_id: maybe(idField),
  is_topic_message: maybe(z.boolean()),
  direct_messages_topic: maybe(z.object({ topic_id: maybe(idField) })),
  business_connection_id: maybe(idField),
  from: maybe(user),
  sender_chat: maybe(chat),
  chat: maybe(chat),
  date: maybe(numberField),
  edit_date: maybe(numberField),
  is_automatic_forward: maybe(z.boolean()),
  reply_to_message: maybe(z.object({ message_id: maybe(idField), from: maybe(user) })),
  ...content,
});

const button = z.object({ text: maybe(z.string()), callback_data: maybe(z.string()) });

export const callbackQuery = z.object({
  id: maybe(idField),
  from: maybe(user),
  data: maybe(z.string()),
  message: maybe(
    z.object({
      ...telegramMessage.shape,
      reply_markup: maybe(z.object({ inline_keyboard: maybe(z.array(z.array(button))) })),
    }),
  ),
});

export const deletedMessages = z.object({
  business_connection_id: maybe(idField),
  chat: maybe(chat),
  message_ids: z.tuple([idField]),
});

export type TelegramMessage = z.infer<typeof telegramMessage>;
export type TelegramUser = z.infer<typeof user>;
export type CallbackQuery = z.infer<typeof callbackQuery>;
