import { answerTicket, type Shift, type TicketSummary } from '#local/demo/agents.ts';
import { type AgentDesk, call } from '#local/demo/desk.ts';
import { GUEST_CHANNELS } from '#local/demo/guests.ts';
import { pick } from '#local/random.ts';

/** Agents who see to the channels that the most pressing tickets are not on: on each of them somebody is answered. */

const PAGE = 100;

/** Every ticket that nobody has taken up, page by page. */
async function newTickets(desk: AgentDesk): Promise<TicketSummary[]> {
  const found: TicketSummary[] = [];
  for (let cursor: unknown = ''; cursor !== undefined; ) {
    const after = cursor ? `&cursor=${encodeURIComponent(String(cursor))}` : '';
    const { body } = await call(desk, `/tickets?status=new&limit=${PAGE}${after}`);
    found.push(...((body['tickets'] ?? []) as TicketSummary[]));
    cursor = body['next'];
  }
  return found;
}

/**
 * Answers one ticket of each of the guests' channels on which nobody has been answered yet; when there is none left, the
 * queue is not even read.
 * @param answered the channels on which somebody has; those of this round are added
 */
export async function answerEveryChannel(desk: AgentDesk, answered: Set<string>): Promise<Shift> {
  const shift: Shift = { replies: [], resolved: 0, refused: 0 };
  const waiting = GUEST_CHANNELS.filter((channel) => !answered.has(channel));
  const found = waiting.length > 0 ? await newTickets(desk) : [];
  for (const channel of waiting) {
    const chosen = pick(
      found.filter((ticket) => ticket.channel === channel),
      desk.random,
    );
    if (!chosen) continue;
    const before = shift.replies.length;
    await answerTicket(desk, chosen.id, shift);
    if (shift.replies.length > before) answered.add(channel);
  }
  return shift;
}
