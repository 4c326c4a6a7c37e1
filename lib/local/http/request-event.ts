/** A request as API Gateway hands it to a function: payload format 2.0. */
import type { IncomingMessage } from 'node:http';
import { ACCOUNT } from '../template/names.ts';
import type { Claims } from './jwt-claims.ts';

export interface EventParts {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly routeKey: string;
  /** The path, percent-decoded as HTTP APIs pass it. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly authorizer: { readonly claims: Claims; readonly scopes: readonly string[] | null } | undefined;
  readonly apiId: string;
  readonly stage: string;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Builds the event. */
export function requestEvent(parts: EventParts): object {
  const { request, body, routeKey, path, parameters, stage, apiId, requestId } = parts;
  const { cookie, ...headers } = joinedHeaders(request);
  const query = new URL(request.url ?? '/', 'http://local').search.slice(1);
  const asText = isText(headers['content-type'], headers['content-encoding']);
  return {
    version: '2.0',
    routeKey,
    rawPath: stage === '$default' ? path : `/${stage}${path}`,
    rawQueryString: query,
    ...(cookie && { cookies: cookie.split(/; ?/) }),
    headers,
    ...(query && { queryStringParameters: joinedQuery(query) }),
    requestContext: { ...contextOf(parts), requestId, routeKey, stage, apiId },
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(body.length > 0 && { body: body.toString(asText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !asText,
  };
}

function contextOf({ request, path, authorizer, at, apiId }: EventParts): object {
  const host = request.headers.host ?? '';
  return {
    accountId: ACCOUNT,
    domainName: host,
    domainPrefix: apiId,
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    ...(authorizer && { authorizer: { jwt: authorizer } }),
    time: logTime(at),
    timeEpoch: at,
  };
}

/**
 * Whether a body is passed as text. AWS writes the rule down for load balancers: text types, JSON, JavaScript and XML,
 * unless they are compressed; everything else, forms included, arrives in base64. HTTP APIs are seen to do the same.
 */
export function isText(contentType: string | undefined, contentEncoding?: string): boolean {
  if (contentEncoding && contentEncoding !== 'identity') return false;
  if (!contentType) return true;
  return /^\s*(?:text\/|application\/(?:[\w.-]+\+)?(?:json|javascript|xml)\b)/i.test(contentType);
}

/** Lower-case names, repeated ones joined with commas. */
function joinedHeaders({ rawHeaders }: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const glue = name === 'cookie' ? '; ' : ',';
    headers[name] = headers[name] === undefined ? value : headers[name] + glue + value;
  }
  return headers;
}

function joinedQuery(query: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  }
  return joined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(at: number): string {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}
