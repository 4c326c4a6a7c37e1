import { accessToken, appSecret, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/telegram.md says how to get it. */
export const telegramSetup: Setup = {
  account: "The bot's id: the digits before the colon in its token",
  webhookEntry: 'account',
  fields: [
    appSecret('A secret of your own making (A-Z a-z 0-9 _ -) that you give to setWebhook as secret_token'),
    accessToken("The bot's token, from @BotFather"),
  ],
};
