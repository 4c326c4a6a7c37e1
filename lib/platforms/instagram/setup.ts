import { accessToken, appSecret, EXPIRES_AT, type Setup, verifyToken } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/instagram.md says how to get it. */
export const instagramSetup: Setup = {
  account: 'The id of the professional account, as GET /me?fields=user_id answers it',
  fields: [
    EXPIRES_AT,
    appSecret('The app secret; with Instagram Login the Instagram app secret'),
    verifyToken,
    accessToken('The token of the account (Instagram Login, 60 days), or of its page (Facebook Login)'),
  ],
};
