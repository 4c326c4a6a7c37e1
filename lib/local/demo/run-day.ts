import type { CareStack } from '#local/care/care-stack.ts';
import { type Shift, workOnce } from '#local/demo/agents.ts';
import { deliverAll, type SentLine } from '#local/demo/deliveries.ts';
import type { AgentDesk } from '#local/demo/desk.ts';
import { answerEveryChannel } from '#local/demo/every-channel.ts';
import type { PassingTime } from '#local/demo/pass-time.ts';
import { MINUTES_A_DAY, type Planned } from '#local/demo/plan.ts';
import { orderPolls, POLLED, polledIn } from '#local/demo/polls.ts';
import type { Progress } from '#local/demo/progress.ts';
import { seededRandom } from '#local/random.ts';

/** Plays a planned day against a running stack, slot by slot: deliveries, work, agents, and then the time moves on. */

const SLOT_MINUTES = 30;
const SHIFT = { from: 8 * 60, to: 20 * 60 };
const TICKETS_A_SLOT = 4;
const IDLE_TIMEOUT_MS = 180_000;
const TROUBLED_MS = 1000;

export interface PlayedDay {
  readonly lines: readonly SentLine[];
  /** Ids of the replies that the agent API took. */
  readonly replies: readonly string[];
  readonly resolved: number;
  readonly refused: number;
}

/** A token that is renewed before it runs out, by the stack's own clock. */
function freshToken({ stack }: CareStack): () => Promise<string> {
  let kept: { token: Promise<string>; untilMs: number } | undefined;
  return () => {
    if (!kept || kept.untilMs <= stack.clock.now()) {
      kept = { token: stack.token('agent', { sub: 'agent-1' }), untilMs: stack.clock.now() + 10 * 60_000 };
    }
    return kept.token;
  };
}

/** The agents at work, with a token and a chance of their own. */
export function deskOf(care: CareStack, seed: number): AgentDesk {
  return { url: care.stack.outputs['AgentApiUrl'] ?? '', token: freshToken(care), random: seededRandom(seed + 1) };
}

/** Waits for a slot's work; under chaos not for what a killed environment held: time goes on without it. */
async function workedOff({ stack }: CareStack, isTroubled: boolean): Promise<void> {
  if (!isTroubled) return stack.idle({ timeoutMs: IDLE_TIMEOUT_MS });
  await stack.idle({ timeoutMs: TROUBLED_MS }).catch(() => {});
}

export interface PlayOptions {
  readonly desk: AgentDesk;
  readonly progress: Progress;
  readonly time: PassingTime;
  /** Called when the day is over and before the last work is waited for, as the end of chaos. */
  readonly beforeEnd?: (() => Promise<void>) | undefined;
}

/** What one slot brings: deliveries and pages, and orders to poll; under chaos an order may be lost, and the next one finds the same. */
async function hear(care: CareStack, slot: readonly Planned[], isTroubled: boolean): Promise<readonly SentLine[]> {
  const lines = await deliverAll(care, slot);
  const ordered = orderPolls(care, polledIn(slot));
  await (isTroubled ? ordered.catch(() => {}) : ordered);
  await workedOff(care, isTroubled);
  return lines;
}

const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Plays the day. */
export async function playDay(care: CareStack, day: readonly Planned[], given: PlayOptions): Promise<PlayedDay> {
  const { desk, progress, time, beforeEnd } = given;
  const played = { lines: [] as SentLine[], replies: [] as string[], resolved: 0, refused: 0 };
  const answered = new Set<string>();
  const add = ({ replies, resolved, refused }: Shift): void => {
    played.replies.push(...replies);
    played.resolved += resolved;
    played.refused += refused;
  };
  for (let minute = 0; minute < MINUTES_A_DAY; minute += SLOT_MINUTES) {
    const sofar = `${played.lines.length} events sent, ${played.replies.length} replies`;
    progress.step(minute / MINUTES_A_DAY, `${clockTime(minute)}  ${sofar}`);
    const slot = day.filter(({ atMinute }) => atMinute >= minute && atMinute < minute + SLOT_MINUTES);
    played.lines.push(...(await hear(care, slot, beforeEnd !== undefined)));
    if (minute >= SHIFT.from && minute < SHIFT.to) {
      add(await workOnce(desk, TICKETS_A_SLOT));
      add(await answerEveryChannel(desk, answered));
    }
    await time.until(care.stack.clock.now() + SLOT_MINUTES * 60_000);
  }
  progress.step(1, 'waiting for the last of it');
  await beforeEnd?.();
  // What a poll that was cut short left is read by the next one.
  await orderPolls(care, POLLED);
  await care.stack.idle({ timeoutMs: IDLE_TIMEOUT_MS });
  progress.end();
  return played;
}
