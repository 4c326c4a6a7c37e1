import type { Attachment } from '#domain/message.ts';
import type { TelegramMessage } from './schema.ts';

/** What a Telegram message says and carries; files are known by a `file_id` that getFile turns into an address. */

const FILES = ['animation', 'audio', 'document', 'live_photo', 'sticker', 'video', 'video_note', 'voice'] as const;

/** What is neither words nor a file: it is there, and the platform's word says what it is. */
const OTHERS = ['story', 'paid_media', 'contact', 'poll', 'dice', 'game', 'checklist'] as const;

/** The words of a message: text, caption, or what stands in a card in their place. */
export function wordsOf(message: TelegramMessage): string | undefined {
  const { text, caption, contact, venue, poll, dice, game, checklist, web_app_data: webApp } = message;
  const written = text ?? caption ?? poll?.question ?? dice?.emoji ?? game?.title ?? checklist?.title;
  if (written !== undefined) return written || undefined;
  if (contact) return lines([joined(contact.first_name, contact.last_name), contact.phone_number]);
  return venue ? lines([venue.title, venue.address]) : webApp?.button_text;
}

/** What it carries. A place is an address of its own kind (RFC 5870). */
export function attachmentsOf(message: TelegramMessage): readonly Attachment[] {
  // An animation comes as a document too, for older bots.
  const files = FILES.filter((type) => message[type] && !(type === 'document' && message.animation));
  const photo = message.photo?.at(-1);
  const place = message.location ?? message.venue?.location;
  return [
    ...(photo ? [{ type: 'photo', id: photo.file_id }] : []),
    ...files.map((type) => ({ type, id: message[type]?.file_id })),
    ...(place ? [{ type: 'location', url: `geo:${place.latitude},${place.longitude}` }] : []),
    ...OTHERS.filter((type) => message[type]).map((type) => ({ type })),
  ];
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ');
const lines = (parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n') || undefined;

/** A name as people read it. */
export function fullName(first: string | undefined, last: string | undefined): string | undefined {
  return joined(first, last) || undefined;
}

/** Fields around the content, so that what remains names it. */
const FRAME = new Set(
  [
    'message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count',
    'sender_business_bot sender_tag date business_connection_id chat is_topic_message is_automatic_forward',
    'reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id via_bot edit_date',
    'has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count',
    'entities link_preview_options effect_id suggested_post_info caption_entities show_caption_above_media',
    'has_media_spoiler reply_markup forward_origin forward_from forward_from_chat forward_from_message_id',
    'forward_signature forward_sender_name forward_date',
  ].flatMap((line) => line.split(' ')),
);

/** What the chat itself has to tell: who came, who went, what it is called now. */
const SERVICE =
  /^(new_chat_|left_chat_|delete_chat_photo|(super)?group_chat_created|channel_chat_created|message_auto_delete|migrate_|pinned_message|invoice|successful_payment|refunded_payment|users?_shared|chat_shared|gift|unique_gift|connected_website|write_access_allowed|passport_data|proximity_alert|boost_added|chat_background_set|checklist_tasks_|direct_message_price|forum_topic_|general_forum_topic_|giveaway|paid_message_price|suggested_post_|video_chat_|voice_chat_)/;

/** What a message without words or files is: a service message, or something not known by its word. */
export function wordlessType(raw: Readonly<Record<string, unknown>>): 'service_message' | { readonly word: string } {
  const words = Object.keys(raw).filter((key) => !FRAME.has(key));
  return words.some((word) => SERVICE.test(word)) ? 'service_message' : { word: words[0] ?? 'empty' };
}
