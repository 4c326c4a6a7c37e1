import type { ApiCall, Credentials } from './api-call.ts';
import { endpoint } from './reply-rules.ts';

/** Calls to Meta's Graph API. */

/** Where the Graph API of pages is; Instagram Login has a host of its own. */
export const GRAPH = 'https://graph.facebook.com';

const VERSION = 'v26.0';

/** What is asked of the Graph API. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST';
  /** Parts of the path, encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/**
 * A call in an account's name. The token travels in a header, not in the address, where proxies would log it.
 * @param host where the API is, unless the credentials say so
 */
export function graphCall(request: GraphRequest, credentials: Credentials, host: string = GRAPH): ApiCall {
  const { method, path, query, body } = request;
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  const url = endpoint(
    credentials.baseUrl ?? host,
    `/${[VERSION, ...path].map(encodeURIComponent).join('/')}${search}`,
  );
  const authorization = `Bearer ${credentials.accessToken}`;
  if (body === undefined) return { method, url, headers: { authorization } };
  return { method, url, headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
