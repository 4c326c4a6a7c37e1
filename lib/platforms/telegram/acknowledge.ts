import { asId, asObject } from '#platforms/fields.ts';

/**
 * Bot API, "Making requests when getting updates" and "answerCallbackQuery": a pressed button shows that it is at work until
 * it is answered, and the answer to the update may be that call. Whether it arrives in time nobody learns, and nothing
 * depends on it.
 */
export function acknowledgeTelegram(body: unknown): unknown {
  const id = asId(asObject(asObject(body)?.['callback_query'])?.['id']);
  return id === undefined ? undefined : { method: 'answerCallbackQuery', callback_query_id: id };
}
