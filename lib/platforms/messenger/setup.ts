import { accessToken, appSecret, type Setup, verifyToken } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/messenger.md says how to get it. */
export const messengerSetup: Setup = {
  account: 'The id of the Facebook page',
  fields: [
    appSecret('The app secret: App settings, Basic'),
    verifyToken,
    accessToken('A page token that does not run out, with pages_messaging'),
  ],
};
