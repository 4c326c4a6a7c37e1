import { GRAPH } from '#platforms/meta-graph.ts';
import { longLivedToken } from '#platforms/meta-token.ts';
import { API } from './render-reply.ts';

/** Of Instagram Login; under Facebook Login the token is the page's, and does not run out. */
export const instagramToken = longLivedToken({
  grant: 'ig_refresh_token',
  host: API,
  isFor: ({ baseUrl }) => !baseUrl?.startsWith(GRAPH),
});
