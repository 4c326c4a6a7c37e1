import type { Credentials } from '#platforms/api-call.ts';
import { endpoint } from '#platforms/reply-rules.ts';

const API = 'https://www.googleapis.com';

/** The address of a method of the YouTube Data API. */
export function youtubeUrl({ baseUrl }: Credentials, method: string, query: Readonly<Record<string, string>>): string {
  return endpoint(baseUrl ?? API, `/youtube/v3/${method}?${new URLSearchParams(query).toString()}`);
}

export const bearer = ({ accessToken }: Credentials) => ({ authorization: `Bearer ${accessToken}` });
