import type { Check } from '#platforms/check.ts';
import { xrpc } from './render-reply.ts';

/** Whether the session is good. */
export const blueskyCheck: Check = [
  {
    about: 'token',
    request: ({ credentials }) => ({
      method: 'GET',
      url: xrpc(credentials, 'com.atproto.server.getSession'),
      headers: { authorization: `Bearer ${credentials.accessToken}` },
    }),
  },
];
