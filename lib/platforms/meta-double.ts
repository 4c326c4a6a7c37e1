import { type ApiRequest, authorised, first, given, type Judgement } from './double.ts';
import { metaWire } from './meta-wire.ts';
import { hmacSha256 } from './signature.ts';
import type { WebhookDouble } from './webhook-double.ts';

/** How Meta's products are played: how they sign, how they write, how they refuse. */

export const metaWebhookDouble: WebhookDouble = {
  secret: (seed) => seed,
  sign: ({ body, secrets }) => ({
    headers: { 'x-hub-signature-256': `sha256=${hmacSha256(first(secrets), body).toString('hex')}` },
  }),
  proof: { in: 'header', name: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex', coversBody: true },
  wire: metaWire,
};

/** Whose inbox is played. */
interface InboxRoom {
  readonly platform: string;
  readonly nextPage: () => unknown;
}

interface GraphFault {
  readonly code: number;
  readonly message: string;
  readonly subcode?: number | undefined;
}

/** A refusal in Graph's own shape. */
export function graphRefusal({ code, message, subcode }: GraphFault, status = 400): Judgement {
  const type = code === 190 ? 'OAuthException' : 'GraphMethodException';
  const error = { message: `(#${code}) ${message}`, type, code, error_subcode: subcode, fbtrace_id: 'A0' };
  return { answer: { status, body: { error } } };
}

/** What Graph says of a page that is well connected: `GET /{page}` and `GET /{page}/subscribed_apps`. */
export function pageIsWell({ path }: Pick<ApiRequest, 'path'>, fields: readonly string[]): Judgement {
  const [, , id, edge] = path.split('/');
  if (edge === undefined) return given({ id });
  return edge === 'subscribed_apps' ? given({ data: [{ subscribed_fields: fields }] }) : GRAPH_REFUSALS.unsupported;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `GET /refresh_access_token` as it is played: a token for one that is a day old and has not run out. */
export function createRenewals(tokens: readonly string[], grant: string) {
  const issuedAtMs = new Map<string, number>();
  const isOurs = (token: string): boolean => tokens.includes(token) || issuedAtMs.has(token);
  return {
    accepts: (request: ApiRequest): boolean => authorised(request, [...tokens, ...issuedAtMs.keys()]),
    renew: ({ path, query, messageId, nowMs }: ApiRequest): Judgement | undefined => {
      if (path !== '/refresh_access_token') return undefined;
      const token = query.get('access_token') ?? '';
      if (query.get('grant_type') !== grant || !isOurs(token)) return GRAPH_REFUSALS.token;
      if (nowMs - (issuedAtMs.get(token) ?? 0) < DAY_MS) return GRAPH_REFUSALS.parameter;
      const renewed = `renewed-${messageId}`;
      issuedAtMs.set(renewed, nowMs);
      return given({ access_token: renewed, token_type: 'bearer', expires_in: (60 * DAY_MS) / 1000 });
    },
  };
}

/** `GET /{owner}/conversations` as it is played: pages that were fed, and after them nothing. */
export function inboxPage({ path, query }: Pick<ApiRequest, 'path' | 'query'>, room: InboxRoom): Judgement | undefined {
  const [, , , edge] = path.split('/');
  if (edge !== 'conversations') return undefined;
  const isAsked = query.get('platform') === room.platform && (query.get('fields') ?? '').includes('messages');
  return isAsked ? given(room.nextPage() ?? { data: [] }) : GRAPH_REFUSALS.parameter;
}

/** Graph's refusals that more than one product gives. */
export const GRAPH_REFUSALS = {
  token: graphRefusal({ code: 190, message: 'Invalid OAuth access token.' }),
  unsupported: graphRefusal({ code: 100, message: 'Unsupported request', subcode: 33 }),
  parameter: graphRefusal({ code: 100, message: 'Invalid parameter' }),
} as const;
