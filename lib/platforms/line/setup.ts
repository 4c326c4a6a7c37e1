import { accessToken, appSecret, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/line.md says how to get it. */
export const lineSetup: Setup = {
  account: "The bot's own user id: U and 32 letters, under Basic settings",
  fields: [
    appSecret('The channel secret, under Basic settings'),
    accessToken('A channel access token, under Messaging API'),
  ],
};
