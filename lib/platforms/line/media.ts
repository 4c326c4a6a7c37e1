import type { Media } from '#platforms/media.ts';
import { endpoint } from '#platforms/reply-rules.ts';

/** Messaging API, "Get content": what a message carried, by the message's id, as long as LINE keeps it. */
export const lineMedia: Media = {
  hosts: ['api-data.line.me'],
  request: ({ id }, { accessToken, baseUrl = 'https://api-data.line.me' }) => ({
    method: 'GET',
    url: endpoint(baseUrl, `/v2/bot/message/${encodeURIComponent(id)}/content`),
    headers: { authorization: `Bearer ${accessToken}` },
  }),
};
