import type { LocalStack } from '#local/local-stack.ts';

/** An agent at work over HTTP, with a real token. */

interface Asked {
  /** @default POST, when there is a body */
  readonly method?: 'POST' | 'PUT';
  readonly body?: object;
  readonly etag?: string | undefined;
  readonly key?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly etag: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What tests read of a ticket. */
export interface SeenTicket {
  readonly id: string;
  readonly status: string;
  readonly assignee?: string;
  readonly customerId: string;
  readonly visibility: 'public' | 'private';
  readonly lastMessageSeen: number;
  readonly episode: { readonly number: number };
  readonly assessment: { readonly priority: string };
  readonly clocks: Readonly<Record<string, { readonly doneAt?: string; readonly breachedAt?: string } | undefined>>;
}

export interface SeenReply {
  readonly replyId: string;
  readonly state: string;
  readonly reason?: string;
  readonly messageId?: string;
  readonly text?: string;
}

export interface SeenDetail {
  readonly etag: string;
  readonly ticket: SeenTicket;
  readonly messages: readonly { readonly id: string; readonly direction: string; readonly text?: string }[];
  readonly replies: readonly SeenReply[];
  readonly history: readonly { readonly deed: { readonly type: string } }[];
}

export interface Desk {
  readonly call: (path: string, asked?: Asked) => Promise<Answered>;
  /** A ticket with all that was said and done on it. */
  readonly read: (ticketId: string) => Promise<SeenDetail>;
  /** Reads the ticket and answers what was said last. */
  readonly reply: (ticketId: string, text: string, key: string) => Promise<Answered>;
  readonly claim: (ticketId: string) => Promise<Answered>;
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    body: JSON.parse(text || '{}') as Record<string, unknown>,
  };
}

/** @param token absent: the calls carry none. */
export function deskOf(stack: LocalStack, token: string | undefined): Desk {
  const call = async (path: string, { method = 'POST', body, etag, key }: Asked = {}): Promise<Answered> => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (etag) headers['if-match'] = etag;
    if (key) headers['idempotency-key'] = key;
    const init = body ? { method, headers, body: JSON.stringify(body) } : { headers };
    return answered(await fetch(`${stack.outputs['AgentApiUrl']}${path}`, init));
  };
  const read = async (ticketId: string): Promise<SeenDetail> => {
    const { etag, body } = await call(`/tickets/${ticketId}`);
    return { ...(body as unknown as SeenDetail), etag };
  };
  return {
    call,
    read,
    claim: async (id) => call(`/tickets/${id}/claim`, { body: {}, etag: (await read(id)).etag }),
    reply: async (id, text, key) => {
      const { etag, ticket } = await read(id);
      const { visibility, lastMessageSeen } = ticket;
      return call(`/tickets/${id}/replies`, { body: { text, visibility, lastMessageSeen }, etag, key });
    },
  };
}

/** A desk of a member of a group. */
export async function deskFor(stack: LocalStack, role: string, sub?: string): Promise<Desk> {
  return deskOf(stack, await stack.token(role, { sub }));
}
