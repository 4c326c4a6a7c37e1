import { also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/app_store.md says how to get it. */
export const appStoreSetup: Setup = {
  account: "The Apple ID of the app: the number in its page's address",
  fields: [
    also('issuerId', 'The issuer id: App Store Connect, Users and Access, Integrations'),
    also('keyId', "The key's id"),
    also('privateKey', 'The private key: the content of the .p8 file'),
  ],
};
