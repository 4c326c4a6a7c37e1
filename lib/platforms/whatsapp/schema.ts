import * as z from 'zod/mini';
import { anyObject, idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of WhatsApp's webhook events (WhatsApp Business Platform, "Webhooks"), and no more. */

const titled = maybe(z.object({ title: maybe(z.string()) }));

const interactive = z.object({
  type: maybe(z.string()),
  button_reply: titled,
  list_reply: titled,
  nfm_reply: maybe(z.object({ body: maybe(z.string()), response_json: maybe(z.string()) })),
  /** Of what the brand itself sent. */
  body: maybe(z.object({ text: maybe(z.string()) })),
});

const place = z.object({
  url: maybe(z.string()),
  name: maybe(z.string()),
  address: maybe(z.string()),
  latitude: maybe(z.number()),
  longitude: maybe(z.number()),
});

/** Somebody's card, which a customer passes on. */
const card = maybe(
  z.object({
    name: maybe(z.object({ formatted_name: maybe(z.string()) })),
    phones: maybe(z.array(z.object({ phone: maybe(z.string()) }))),
  }),
);

/** What a message says; what it holds under the name of its type is read where the type is known. */
export const content = z.object({
  type: maybe(z.string()),
  text: maybe(z.object({ body: maybe(z.string()) })),
  button: maybe(z.object({ text: maybe(z.string()), payload: maybe(z.string()) })),
  interactive: maybe(interactive),
  order: maybe(z.object({ text: maybe(z.string()) })),
  location: maybe(place),
  contacts: maybe(z.array(card)),
});

/** A file: `url` is new and not always there, `id` is what its address is asked for with. */
export const media = z.object({ id: maybe(idField), url: maybe(z.string()), caption: maybe(z.string()) });

/** The message that was changed. The docs name it `original_message_id`; `message_id` is seen as well. */
const changed = z.object({
  original_message_id: maybe(idField),
  message_id: maybe(idField),
  message: maybe(anyObject),
});

/** One item of `messages[]` or `message_echoes[]`. Since usernames came, the phone numbers may be absent. */
export const message = z.object({
  id: maybe(idField),
  type: maybe(z.string()),
  timestamp: maybe(numberField),
  from: maybe(idField),
  from_user_id: maybe(idField),
  /** Good for all businesses of one company; told alone now and then. */
  from_parent_user_id: maybe(idField),
  to: maybe(idField),
  to_user_id: maybe(idField),
  recipient_user_id: maybe(idField),
  group_id: maybe(idField),
  context: maybe(z.object({ id: maybe(idField) })),
  edit: maybe(changed),
  revoke: maybe(changed),
  system: maybe(z.object({ type: maybe(z.string()) })),
});

const contact = z.object({
  profile: maybe(z.object({ name: maybe(z.string()), username: maybe(z.string()) })),
  wa_id: maybe(idField),
  user_id: maybe(idField),
});

const errors = maybe(z.array(z.object({ code: maybe(idField) })));

const lone = maybe(z.tuple([anyObject]));

export const value = z.object({
  metadata: maybe(z.object({ phone_number_id: maybe(idField) })),
  contacts: maybe(z.array(contact)),
  messages: lone,
  message_echoes: lone,
  statuses: maybe(z.tuple([z.object({ status: maybe(z.string()), errors })])),
  calls: lone,
  user_preferences: lone,
  user_id_update: lone,
  groups: lone,
  errors,
});

/** A delivery cut down to one change with one item. */
export const whatsAppPiece = z.object({
  entry: z.tuple([
    z.object({
      time: maybe(numberField),
      changes: z.tuple([z.object({ field: maybe(z.string()), value })]),
    }),
  ]),
});

export type Changed = z.infer<typeof changed>;
export type Contact = z.infer<typeof contact>;
export type Status = NonNullable<z.infer<typeof value>['statuses']>[0];
export type WhatsAppMessage = z.infer<typeof message>;
export type WhatsAppValue = z.infer<typeof value>;
