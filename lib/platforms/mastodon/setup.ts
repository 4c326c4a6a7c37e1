import { accessToken, also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/mastodon.md says how to get it. */
export const mastodonSetup: Setup = {
  account: 'The id of the account on its instance; GET /api/v1/accounts/verify_credentials tells it',
  fields: [
    also('instance', 'The address of the instance, https://…'),
    accessToken('The access token of the application, from "Development" in the preferences of the account'),
  ],
};
