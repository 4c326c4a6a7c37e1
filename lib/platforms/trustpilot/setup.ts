import { also, appSecret, type Setup } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/trustpilot.md says how to get it. */
export const trustpilotSetup: Setup = {
  account: 'The business unit id: 24 letters and digits, which the API finds by the domain',
  webhookEntry: 'account',
  fields: [
    appSecret('A long secret of your own making that stands in the address as token'),
    also('apiKey', 'The API key of the application, under Integrations, Developers, APIs'),
    also('apiSecret', 'The API secret of the application'),
    also('businessUserId', 'The id of the user in whose name answers are given, on the profile page'),
  ],
};
