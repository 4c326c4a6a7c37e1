import { accessToken, appSecret, EXPIRES_AT, type Setup, verifyToken } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/threads.md says how to get it. */
export const threadsSetup: Setup = {
  account: 'The numeric id of the profile, as GET /me answers it',
  fields: [
    EXPIRES_AT,
    appSecret('The Threads app secret, which is not the one of the Facebook app'),
    verifyToken,
    accessToken('A long-lived token with threads_manage_replies; it lasts 60 days'),
  ],
};
