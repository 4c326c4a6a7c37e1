import { also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/google_business.md says how to get it. */
export const googleBusinessSetup: Setup = {
  account: 'The number in accounts/<number>',
  fields: [
    {
      name: 'webhookSecret',
      about: 'The audience of the push subscription, of your own making',
      goesTo: 'webhookSecret',
    },
    { name: 'verifyToken', about: 'The address of the service account that pushes', goesTo: 'verifyToken' },
    also('clientId', 'The OAuth client id, from the Google Cloud console'),
    also('clientSecret', 'The OAuth client secret'),
    also('refreshToken', "The refresh token of the owner's consent"),
  ],
};
