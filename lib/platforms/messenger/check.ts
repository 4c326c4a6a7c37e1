import { pageCheck } from '#platforms/meta-subscription.ts';

/** The page, subscribed to the page's talks. */
export const messengerCheck = pageCheck(['messages']);
