import { replyKeyOf } from '#domain/reply.ts';
import { type AgentDesk, call } from '#local/demo/desk.ts';
import { ANSWERS } from '#local/demo/texts.ts';
import { pick } from '#local/random.ts';

/** Agents at work through the API, as a front end would do it for them. */

export interface TicketSummary {
  readonly id: string;
  readonly channel: string;
  readonly visibility: 'public' | 'private';
  readonly lastMessageSeen: number;
  readonly status: string;
  readonly assignee?: string;
}

/** What a shift came to. */
export interface Shift {
  /** Keys of replies that the API took (`replyKeyOf`). */
  readonly replies: string[];
  resolved: number;
  /** Edits refused because something had changed meanwhile: normal, and tried again next time. */
  refused: number;
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
  const key = await reply(desk, ticket, read.etag);
  if (!key) {
    shift.refused += 1;
    return;
  }
  shift.replies.push(replyKeyOf({ ticketId: id, replyId: key }));
  if (desk.random() < 0.4) await resolve(desk, id, shift);
}

/** @returns the id of the reply; undefined when the API did not take it */
async function reply(desk: AgentDesk, ticket: TicketSummary, etag: string): Promise<string | undefined> {
  const { id, visibility, lastMessageSeen } = ticket;
  const key = `reply-${id}-${lastMessageSeen}`;
  // Words of its own for every reply, so that one that goes out twice is seen at the platform.
  const text = `${pick(ANSWERS, desk.random)} Ref ${id.slice(0, 8)}-${lastMessageSeen}`;
  const written = (eyes: TicketSummary['visibility']) =>
    call(desk, `/tickets/${id}/replies`, { body: { text, visibility: eyes, lastMessageSeen }, etag, key });
  const first = await written(visibility);
  // What was said in a live video can only be answered in private, and the refusal says so.
  const last = first.body['reason'] === 'no_public_answer_here' ? await written('private') : first;
  return last.status === 202 ? key : undefined;
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
