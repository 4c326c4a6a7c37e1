import { asId, asObject } from '#platforms/fields.ts';

/** A value names the people of all its messages together; here a message finds its own. */

const IDS = ['from', 'from_user_id', 'to', 'to_user_id', 'recipient_id', 'recipient_user_id'];

/**
 * The contacts that an item is about: those of its ids, else the only one there is (some numbers are spelled one way as
 * `wa_id` and another as `from`). Undefined when there are none.
 */
export function contactsOf(value: unknown, item: unknown): readonly unknown[] | undefined {
  const contacts: readonly unknown[] = Array.isArray(value) ? value : [];
  const fields = asObject(item);
  const ids = new Set(IDS.map((key) => asId(fields?.[key])).filter((id) => id !== undefined));
  const own = contacts.filter((contact) => {
    const { wa_id, user_id } = asObject(contact) ?? {};
    return ids.has(asId(wa_id) ?? '') || ids.has(asId(user_id) ?? '');
  });
  if (own.length > 0) return own;
  return contacts.length === 1 ? contacts : undefined;
}
