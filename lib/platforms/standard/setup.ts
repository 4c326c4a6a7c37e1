import { accessToken, appSecret, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/standard.md says how to get it. */
export const standardSetup: Setup = {
  account: 'A name of your own making, as it stands in the address',
  webhookEntry: 'account',
  fields: [
    appSecret('The whsec_ secret that the other system signs with'),
    accessToken('The whsec_ secret that answers are signed with'),
  ],
};
