import type { Credentials } from '#platforms/api-call.ts';
import { endpoint } from '#platforms/reply-rules.ts';

const API = 'https://oauth.reddit.com';

export const redditUrl = ({ baseUrl }: Credentials, path: string): string => endpoint(baseUrl ?? API, path);

/** Reddit API rules: `<platform>:<app id>:<version> (by /u/<name>)`; what has another or none is throttled. */
export function userAgent({ more }: Credentials): { readonly 'user-agent': string } {
  return { 'user-agent': `nodejs:earshot:v0.1 (by /u/${more?.['username'] ?? 'earshot'})` };
}

/** Headers of every call in the account's name. */
export const called = (credentials: Credentials) => ({
  authorization: `Bearer ${credentials.accessToken}`,
  ...userAgent(credentials),
});
