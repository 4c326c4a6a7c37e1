/** To whom a message goes (Cloud API, "Messages"; "Business-scoped user IDs: Messages API"). */

export type Recipient =
  | { readonly recipient_type: 'individual'; readonly to: string }
  | { readonly recipient_type: 'individual'; readonly recipient: string }
  | { readonly recipient_type: 'group'; readonly to: string };

const PHONE = /^\+?\d+$/;

/**
 * A phone number goes into `to`; a business-scoped user id, `US.13491208655302741918`, into `recipient`: in `to` WhatsApp
 * takes it, answers as if it were sent, and delivers nothing. What is no number is therefore never put there.
 */
export function recipientOf(customerId: string, group: string | undefined): Recipient {
  if (group) return { recipient_type: 'group', to: group };
  return PHONE.test(customerId)
    ? { recipient_type: 'individual', to: customerId }
    : { recipient_type: 'individual', recipient: customerId };
}
