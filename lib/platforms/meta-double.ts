import { type ApiRequest, first, given, type Judgement } from './double.ts';
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
