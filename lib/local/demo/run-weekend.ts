import type { CareStack } from '#local/care/care-stack.ts';
import { readTable } from '#local/care/found.ts';
import { answerTicket, type Shift } from '#local/demo/agents.ts';
import { deliverAll, type SentLine } from '#local/demo/deliveries.ts';
import type { AgentDesk } from '#local/demo/desk.ts';
import type { PassingTime } from '#local/demo/pass-time.ts';
import { MINUTES_A_DAY } from '#local/demo/plan.ts';
import type { Progress } from '#local/demo/progress.ts';
import { VISITORS, type Visitor, visits, WEEKEND_ENDS } from '#local/demo/weekend.ts';

/** Plays what follows the day: a Sunday on which nobody works, and the Monday morning. */

export interface PlayedWeekend {
  readonly lines: readonly SentLine[];
  readonly shift: Shift;
  /** The instant of the last sweep, epoch milliseconds. */
  readonly sweptUntilMs: number;
}

interface Playing {
  readonly care: CareStack;
  readonly desk: AgentDesk;
  readonly time: PassingTime;
  readonly startMs: number;
}

const MINUTE_MS = 60_000;

async function waitUntil({ care: { stack }, time, startMs }: Playing, minute: number): Promise<void> {
  await time.until(startMs + minute * MINUTE_MS);
  await stack.idle({ timeoutMs: 60_000 });
}

/**
 * Answers those who have a ticket. Trouble may have parked or refused somebody's question; then nobody can answer it, and
 * the ledger at the end says which it was.
 */
async function answerThem({ care, desk }: Playing, visitors: readonly Visitor[], shift: Shift): Promise<void> {
  if (visitors.length === 0) return;
  const { tickets } = await readTable(care.stack);
  for (const { customer } of visitors) {
    const ticket = tickets.find(({ customerId, mergedInto }) => customerId === customer && !mergedInto);
    if (ticket) await answerTicket(desk, ticket.id, shift);
  }
}

/** Plays from the end of the day to the Monday morning. */
export async function playWeekend(playing: Playing, progress: Progress): Promise<PlayedWeekend> {
  const { care, startMs } = playing;
  const shift: Shift = { replies: [], resolved: 0, refused: 0 };
  const lines: SentLine[] = [];
  const deeds = [...VISITORS.map(({ asksAt }) => asksAt), ...VISITORS.flatMap(({ answeredAt = [] }) => answeredAt)];
  const moments = [...new Set(deeds)].filter((minute) => minute >= MINUTES_A_DAY).sort((a, b) => a - b);
  for (const minute of moments) {
    progress.step(minute / WEEKEND_ENDS, 'Sunday, when the clocks change, and Monday morning');
    await waitUntil(playing, minute);
    const asked = visits(startMs).filter(({ atMinute }) => atMinute === minute);
    lines.push(...(await deliverAll(care, asked)));
    const answered = VISITORS.filter(({ answeredAt }) => answeredAt === minute);
    await answerThem(playing, answered, shift);
  }
  await waitUntil(playing, WEEKEND_ENDS);
  const sweptUntilMs = Math.floor(care.stack.clock.now() / MINUTE_MS) * MINUTE_MS;
  progress.end();
  return { lines, shift, sweptUntilMs };
}
