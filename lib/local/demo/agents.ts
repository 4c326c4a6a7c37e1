import { ANSWERS } from '#local/demo/texts.ts';
import { pick, type Random } from '#local/random.ts';

/** Agents at work through the API, as a front end would do it for them. */

interface TicketSummary {
  readonly id: string;
  readonly visibility: 'public' | 'private';
  readonly lastMessageSeen: number;
  readonly status: string;
  readonly assignee?: string;
}

export interface AgentDesk {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly random: Random;
}

/** What a shift came to. */
export interface Shift {
  /** Ids of replies that the API took. */
  readonly replies: string[];
  resolved: number;
  /** Edits refused because something had changed meanwhile: normal, and tried again next time. */
  refused: number;
}

async function call(desk: AgentDesk, path: string, init: { body?: unknown; etag?: string; key?: string } = {}) {
  const headers: Record<string, string> = { authorization: `Bearer ${await desk.token()}` };
  if (init.body !== undefined) headers['content-type'] = 'application/json';
  if (init.etag !== undefined) headers['if-match'] = init.etag;
  if (init.key !== undefined) headers['idempotency-key'] = init.key;
  const method = init.body === undefined ? 'GET' : 'POST';
  const request = { method, headers, ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }) };
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${desk.url}${path}`, request);
    const text = await response.text();
    if (response.status < 500 || tries === 6) {
      return {
        status: response.status,
        etag: response.headers.get('etag') ?? '',
        body: JSON.parse(text || '{}') as Record<string, unknown>,
      };
    }
  }
}

/** Claims, reads, answers and perhaps resolves one ticket. */
export async function answerTicket(desk: AgentDesk, id: string, shift: Shift): Promise<void> {
  const claimed = await call(desk, `/tickets/${id}/claim`, {
    body: {},
    etag: (await call(desk, `/tickets/${id}`)).etag,
  });
  if (claimed.status !== 200) {
    shift.refused += 1;
    return;
  }
  const read = await call(desk, `/tickets/${id}`);
  const ticket = (read.body['ticket'] ?? read.body) as unknown as TicketSummary;
  const key = `reply-${id}-${ticket.lastMessageSeen}`;
  const { visibility, lastMessageSeen } = ticket;
  // Words of its own for every reply, so that one that goes out twice is seen at the platform.
  const text = `${pick(ANSWERS, desk.random)} Ref ${id.slice(0, 8)}-${lastMessageSeen}`;
  const body = { text, visibility, lastMessageSeen };
  const replied = await call(desk, `/tickets/${id}/replies`, { body, etag: read.etag, key });
  if (replied.status !== 202) {
    shift.refused += 1;
    return;
  }
  shift.replies.push(key);
  if (desk.random() < 0.4) await resolve(desk, id, shift);
}

async function resolve(desk: AgentDesk, id: string, shift: Shift): Promise<void> {
  const read = await call(desk, `/tickets/${id}`);
  const ticket = (read.body['ticket'] ?? read.body) as unknown as TicketSummary;
  const body = { status: 'resolved', lastMessageSeen: ticket.lastMessageSeen, why: 'answered' };
  const { status } = await call(desk, `/tickets/${id}/status`, { body, etag: read.etag });
  if (status === 200) shift.resolved += 1;
  else shift.refused += 1;
}

/** One round of a shift: the most pressing tickets that nobody has, so many of them. */
export async function workOnce(desk: AgentDesk, tickets: number): Promise<Shift> {
  const shift: Shift = { replies: [], resolved: 0, refused: 0 };
  for (const status of ['new', 'open']) {
    const page = await call(desk, `/tickets?status=${status}&limit=${tickets}`);
    const found = (page.body['tickets'] ?? []) as TicketSummary[];
    const mine = found.filter(({ assignee }) => assignee === undefined || status === 'open').slice(0, tickets);
    await Promise.all(mine.map(({ id }) => answerTicket(desk, id, shift)));
  }
  return shift;
}
