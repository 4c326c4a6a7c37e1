import * as z from 'zod/mini';
import type { MessageKey } from '#domain/ports.ts';

/**
 * Where words are exchanged. A ticket begins at one place and may go on at another: who was answered in private after a
 * public comment writes on there, perhaps on another platform, under another id.
 */
export const venue = z.object({
  account: z.string(),
  channel: z.string(),
  visibility: z.enum(['public', 'private']),
  /** The platform's id of the customer there. */
  customerId: z.string(),
});
export type Venue = z.infer<typeof venue>;

/** The place of a message, or where a ticket began. */
export const venueOf = ({ account, channel, visibility, customerId }: Venue): Venue => ({
  account,
  channel,
  visibility,
  customerId,
});

/** The place of a message when it is not where its ticket began. */
export function elsewhere(said: Venue, ticket: Venue): Venue | undefined {
  const isHere =
    said.account === ticket.account &&
    said.channel === ticket.channel &&
    said.visibility === ticket.visibility &&
    said.customerId === ticket.customerId;
  return isHere ? undefined : venueOf(said);
}

/** Where the customer spoke last: where an answer goes. */
export function lastVenue(
  ticket: Venue & { readonly lastIn?: { readonly venue?: Venue | undefined } | undefined },
): Venue {
  return ticket.lastIn?.venue ?? venueOf(ticket);
}

/** What names a message of a ticket, which may have been said on another account. */
export function messageKeyOf(
  { id, venue: said }: { readonly id: string; readonly venue?: Venue | undefined },
  { account }: Pick<Venue, 'account'>,
): MessageKey {
  return { account: said?.account ?? account, id };
}

/** The platform's name, of an account `<platform>:<id>`. */
export const platformOf = (account: string): string => account.slice(0, account.indexOf(':'));
