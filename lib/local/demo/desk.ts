import type { Random } from '#local/random.ts';

/** Where an agent sits: the API, and who they are to it. */

export interface AgentDesk {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly random: Random;
}

const MOST_TRIES = 6;

/** A call to the agent API, again while it says that something went wrong. */
export async function call(desk: AgentDesk, path: string, init: { body?: unknown; etag?: string; key?: string } = {}) {
  const headers: Record<string, string> = { authorization: `Bearer ${await desk.token()}` };
  if (init.body !== undefined) headers['content-type'] = 'application/json';
  if (init.etag !== undefined) headers['if-match'] = init.etag;
  if (init.key !== undefined) headers['idempotency-key'] = init.key;
  const method = init.body === undefined ? 'GET' : 'POST';
  const request = { method, headers, ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }) };
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${desk.url}${path}`, request);
    const text = await response.text();
    if (response.status < 500 || tries === MOST_TRIES) {
      return {
        status: response.status,
        etag: response.headers.get('etag') ?? '',
        body: JSON.parse(text || '{}') as Record<string, unknown>,
      };
    }
  }
}
