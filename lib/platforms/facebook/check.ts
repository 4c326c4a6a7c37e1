import { pageCheck } from '#platforms/meta-subscription.ts';

/** The page, subscribed to what happens on the page. */
export const facebookCheck = pageCheck(['feed', 'mention', 'ratings']);
