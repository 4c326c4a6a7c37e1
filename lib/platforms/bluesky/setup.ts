import { also, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/bluesky.md says how to get it. */
export const blueskySetup: Setup = {
  account: 'The DID of the account, did:plc:…; com.atproto.identity.resolveHandle tells it',
  fields: [
    also('identifier', 'The handle or the email address of the account'),
    also('appPassword', 'An app password, from "Privacy and security" in its settings'),
  ],
};
