import { latest } from '#domain/instant.ts';
import type { Reply } from '#domain/reply.ts';
import { restAfter } from '#platforms/pace.ts';
import type { Platform } from '#platforms/platform.ts';
import { answerRule } from '#platforms/reply-rules.ts';
import type { Outcome } from './next-state.ts';
import type { SendReplyPorts, Sent } from './ports.ts';

/** Whose turn it is: an account writes no faster than its platform takes it. */

/** Where the platform is busy and does not say for how long. */
const BUSY_SECONDS = 60;

/** How long a platform may put a reply off before nobody believes it any more. */
const PATIENCE_MS = 24 * 60 * 60 * 1000;

const later = (now: string, seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();

/** The pace at which a reply is written, and whose slots those are. */
function paceOf({ replies, pace, paces }: Platform, { account, channel, visibility, hide }: Reply) {
  const kind = hide ? 'hide' : answerRule(replies, channel, visibility)?.kind;
  const own = kind && paces?.[kind];
  return { paced: { account, name: own?.name }, limit: own ?? pace };
}

/** When the reply may be sent: now, or at the slot that is its own from now on. */
export function turnOf({ pacing }: SendReplyPorts, reply: Reply, asked: { platform: Platform; now: string }) {
  const { now, platform } = asked;
  const { paced, limit } = paceOf(platform, reply);
  if (reply.notBefore !== undefined && reply.notBefore > now) return Promise.resolve(reply.notBefore);
  return pacing.take(paced, { limit, now, held: reply.notBefore });
}

/** The account rests where the answer says so, whatever became of the reply: from what is written at the same pace. */
export async function restBy(
  { pacing, clock }: SendReplyPorts,
  { reply, platform }: { reply: Reply; platform: Platform },
  sent: Sent,
): Promise<void> {
  const now = clock();
  const seconds = 'kind' in sent ? undefined : restAfter(sent, Date.parse(now));
  if (seconds !== undefined && seconds > 0) await pacing.rest(paceOf(platform, reply).paced, later(now, seconds));
}

/** A platform that has put a reply off for a day will not take it. */
export function impatient(outcome: Outcome, { createdAt }: Reply, now: string): Outcome {
  const isOver = outcome.kind === 'retry' && Date.parse(now) - Date.parse(createdAt) > PATIENCE_MS;
  return isOver ? { kind: 'failed', reason: outcome.reason } : outcome;
}

/** When a reply that the platform would not take yet is to be sent again; undefined when nobody can say. */
export async function nextTurn(
  ports: SendReplyPorts,
  reply: Reply,
  { outcome, platform }: { outcome: Outcome; platform: Platform },
): Promise<string | undefined> {
  if (outcome.kind !== 'retry') return undefined;
  const isBusy = outcome.reason === 'rate_limited';
  const seconds = outcome.retryAfterSeconds ?? (isBusy ? BUSY_SECONDS : undefined);
  if (seconds === undefined) return undefined;
  const now = ports.clock();
  const until = later(now, seconds);
  const { paced, limit } = paceOf(platform, reply);
  if (isBusy) await ports.pacing.rest(paced, until);
  const slot = await ports.pacing.take(paced, { limit, now });
  return latest(slot, until);
}
