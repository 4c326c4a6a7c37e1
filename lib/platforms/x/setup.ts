import { accessToken, also, appSecret, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/x.md says how to get it. */
export const xSetup: Setup = {
  account: 'The numeric id of the account',
  fields: [
    appSecret("The app's API key secret (consumer secret)"),
    accessToken('A user token of the account with tweet.write and dm.write; it lasts two hours'),
    {
      ...also(
        'refreshToken',
        'Its refresh token, from the scope offline.access: without it replies end with the token',
      ),
      optional: true,
    },
    { ...also('clientId', "The app's client id, with the refresh token"), optional: true },
    { ...also('clientSecret', "The app's client secret, where the app has one"), optional: true },
    {
      ...also('search', 'What to look for in all posts, such as "#earshot"; X charges for each post it finds'),
      optional: true,
    },
    {
      ...also('webhookId', "The id of the app's webhook at X: with appToken, X is asked again after an outage"),
      optional: true,
    },
    { ...also('appToken', "The app's own bearer token, for the same"), optional: true },
    { ...also('tier', 'The word enterprise, where the app has that tier: it may answer everybody'), optional: true },
  ],
};
