import { accessToken, also, appSecret, EXPIRES_AT, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/linkedin.md says how to get it. */
export const linkedInSetup: Setup = {
  account: 'The number in urn:li:organization:<number>',
  fields: [
    EXPIRES_AT,
    appSecret("The app's client secret"),
    accessToken('A token of an administrator of the page with w_organization_social; it lasts 60 days'),
    { ...also('refreshToken', 'Its refresh token, where LinkedIn has approved the app for them'), optional: true },
    { ...also('clientId', "The app's client id, with the refresh token"), optional: true },
    { ...also('clientSecret', "The app's client secret, with the refresh token"), optional: true },
  ],
};
