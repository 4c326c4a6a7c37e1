import { also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/youtube.md says how to get it. */
export const youtubeSetup: Setup = {
  account: "The channel's id: UC and 22 letters",
  fields: [
    also('clientId', 'The OAuth client id, from the Google Cloud console'),
    also('clientSecret', 'The OAuth client secret'),
    also('refreshToken', "The refresh token of the channel's consent"),
  ],
};
