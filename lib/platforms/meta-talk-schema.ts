import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from './fields.ts';
import { flag, time } from './meta-fields.ts';

/** What is read of the talk events of Messenger and of Instagram ("Webhook events"), and no more. */

const party = z.object({ id: maybe(idField), user_ref: maybe(idField) });

const attachment = z.object({
  type: maybe(z.string()),
  url: maybe(z.string()),
  payload: maybe(z.object({ url: maybe(z.string()), sticker_id: maybe(idField) })),
});

/** A list, or its only item in place of it. */
const listed = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.union([z.array(item), item]),
    z.transform((value): z.output<T>[] => (Array.isArray(value) ? value : [value]) as z.output<T>[]),
  );

const message = z.object({
  mid: maybe(idField),
  text: maybe(z.string()),
  attachments: maybe(listed(attachment)),
  sticker_id: maybe(idField),
  reply_to: maybe(z.object({ mid: maybe(idField), story: maybe(z.object({ url: maybe(z.string()) })) })),
  metadata: maybe(z.string()),
  is_echo: flag,
  is_self: flag,
  is_deleted: flag,
  is_unsupported: flag,
});

const messageEdit = z.object({ mid: maybe(idField), text: maybe(z.string()), num_edit: maybe(numberField) });

const postback = z.object({ mid: maybe(idField), title: maybe(z.string()), payload: maybe(z.string()) });

/** What a customer thinks of a talk: marks, and words beside them. */
const feedback = z.object({
  feedback_screens: z.array(
    z.object({
      questions: maybe(
        z.record(z.string(), maybe(z.object({ follow_up: maybe(z.object({ payload: maybe(z.string()) })) }))),
      ),
    }),
  ),
});

/** One item of `messaging[]` or `standby[]`. */
export const talkItem = z.object({
  sender: maybe(party),
  recipient: maybe(party),
  timestamp: time,
  message: maybe(message),
  message_edit: maybe(messageEdit),
  postback: maybe(postback),
  messaging_feedback: maybe(feedback),
});

/** A delivery cut down to one entry with one item of a talk. */
export const talkPiece = z.object({
  entry: z.tuple([z.object({ time, messaging: maybe(z.tuple([anyObject])), standby: maybe(z.tuple([anyObject])) })]),
});

export type TalkItem = z.infer<typeof talkItem>;
export type TalkMessage = z.infer<typeof message>;
