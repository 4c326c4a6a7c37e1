import { also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/google_play.md says how to get it. */
export const googlePlaySetup: Setup = {
  account: 'The package name of the app',
  fields: [
    also('clientEmail', 'client_email of the service account key file'),
    also('privateKey', 'private_key of the service account key file'),
  ],
};
