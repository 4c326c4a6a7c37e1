import { conversations } from '#platforms/meta-conversations.ts';
import { META_ERRORS } from '#platforms/meta-errors.ts';

/** The page's own inbox. */
export const messengerBackfill = conversations({
  platform: 'messenger',
  object: 'page',
  owner: (page) => page,
  errors: META_ERRORS,
});
