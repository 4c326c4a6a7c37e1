import { accessToken, appSecret, type Setup, verifyToken } from '#platforms/setup.ts';

/** What connecting an account takes; docs/platforms/whatsapp.md says how to get it. */
export const whatsappSetup: Setup = {
  account: 'The phone number id of the business number (not the number itself): WhatsApp, API Setup',
  fields: [
    appSecret('The app secret: App settings, Basic'),
    verifyToken,
    accessToken('A token of a system user with whatsapp_business_messaging'),
  ],
};
