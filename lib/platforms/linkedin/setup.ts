import { accessToken, appSecret, EXPIRES_AT, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/linkedin.md says how to get it. */
export const linkedInSetup: Setup = {
  account: 'The number in urn:li:organization:<number>',
  fields: [
    EXPIRES_AT,
    appSecret("The app's client secret"),
    accessToken('A token of an administrator of the page with w_organization_social; it lasts 60 days'),
  ],
};
