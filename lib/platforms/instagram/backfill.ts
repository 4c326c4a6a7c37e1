import { conversations } from '#platforms/meta-conversations.ts';
import { INSTAGRAM_ERRORS } from './read-response.ts';
import { API } from './render-reply.ts';

/** The inbox of whom the token is for: the account, or under Facebook Login the page that it belongs to. */
export const instagramBackfill = conversations({
  platform: 'instagram',
  object: 'instagram',
  owner: () => 'me',
  host: API,
  errors: INSTAGRAM_ERRORS,
});
