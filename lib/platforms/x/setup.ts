import { accessToken, appSecret, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/x.md says how to get it. */
export const xSetup: Setup = {
  account: 'The numeric id of the account',
  fields: [
    appSecret("The app's API key secret (consumer secret)"),
    accessToken('A user token of the account with tweet.write and dm.write'),
  ],
};
