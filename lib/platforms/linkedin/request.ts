import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { endpoint } from '#platforms/reply-rules.ts';

const API = 'https://api.linkedin.com';

/** Versions are named by month and live for a year: one that is gone answers 426, whoever asks. */
const VERSION = '202607';

/** A request in the account's name, with the headers that LinkedIn demands of each. */
export function linkedInCall(path: string, credentials: Credentials, body?: unknown): ApiCall {
  const headers = {
    authorization: `Bearer ${credentials.accessToken}`,
    'linkedin-version': VERSION,
    'x-restli-protocol-version': '2.0.0',
  };
  const url = endpoint(credentials.baseUrl ?? API, path);
  if (body === undefined) return { method: 'GET', url, headers };
  return {
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
