import type { ProofOutcome, ProofReport } from '#contracts/channel-watch.ts';
import type { Enqueue } from '#domain/ports.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';

/**
 * Tells the watch over channels whether deliveries prove themselves. Anybody may send anything here, so that what is told
 * is bounded: by the entries of the webhook secret, never by what a path names, and by time.
 */

/** Under whose secret a delivery was checked. */
export interface Voucher {
  readonly platform: string;
  /** Only where the account has an entry of its own in the webhook secret. */
  readonly account?: string | undefined;
}

export type NoteProof = (voucher: Voucher, outcome: ProofOutcome) => Promise<void>;

/** What one environment says in this time of an entry is said once. */
const WINDOW_MS = 5 * 60_000;
/** All is well is said less often, and at once after a trouble that was told. */
const WELL_EVERY_MS = 15 * 60_000;

/** How many refusals without a single good delivery are a trouble: one forged delivery is none. */
const ENOUGH: Readonly<Record<Exclude<ProofOutcome, 'accepted'>, number>> = {
  signature_refused: 3,
  handshake_refused: 1,
  no_webhook_secret: 1,
};

interface Seen {
  readonly sinceMs: number;
  refused: number;
  accepted: number;
}

interface Told {
  readonly atMs: number;
  readonly outcome: ProofOutcome;
}

export interface NoteProofDeps {
  readonly enqueue: Enqueue;
  readonly nowMs: () => number;
  readonly log: Log;
}

/** Whether it is time to say so. */
function isNews({ outcome, atMs }: Told, { refused, accepted }: Seen, told: Told | undefined): boolean {
  const sinceMs = atMs - (told?.atMs ?? Number.NEGATIVE_INFINITY);
  if (outcome === 'accepted') return (told !== undefined && told.outcome !== 'accepted') || sinceMs >= WELL_EVERY_MS;
  if (accepted > 0 || refused < ENOUGH[outcome]) return false;
  return told?.outcome === 'accepted' || sinceMs >= WINDOW_MS;
}

/** @returns what notes an outcome; it never throws, since a delivery depends on nothing of it. */
export function proofNotes({ enqueue, nowMs, log }: NoteProofDeps): NoteProof {
  const seen = new Map<string, Seen>();
  const told = new Map<string, Told>();
  return async ({ platform, account }, outcome) => {
    const entry = account === undefined ? platform : `${platform}:${account}`;
    const now = nowMs();
    const before = seen.get(entry);
    const counts = before && now - before.sinceMs < WINDOW_MS ? before : { sinceMs: now, refused: 0, accepted: 0 };
    counts[outcome === 'accepted' ? 'accepted' : 'refused'] += 1;
    seen.set(entry, counts);
    const telling = { atMs: now, outcome };
    if (!isNews(telling, counts, told.get(entry))) return;
    told.set(entry, telling);
    const at = new Date(now).toISOString();
    const report: ProofReport = { version: 1, kind: 'proof', platform, account, outcome, at };
    await enqueue([JSON.stringify(report)]).catch((error: unknown) =>
      log.warn('proof not told', { platform, ...faultOf(error) }),
    );
  };
}
