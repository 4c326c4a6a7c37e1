import { also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/reddit.md says how to get it. */
export const redditSetup: Setup = {
  account: 'The user name of the account',
  fields: [
    also('clientId', "The app's client id, from reddit.com/prefs/apps"),
    also('clientSecret', "The app's secret"),
    also('refreshToken', 'The permanent refresh token of the account'),
    also('username', 'The user name once more, for the User-Agent that Reddit asks for'),
  ],
};
