import { longLivedToken } from '#platforms/meta-token.ts';

export const threadsToken = longLivedToken({ grant: 'th_refresh_token', host: 'https://graph.threads.net' });
