import type { Reply } from '#domain/reply.ts';
import type { Balance, FoundEvents } from '#local/care/ledger.ts';
import type { SentLine } from '#local/demo/deliveries.ts';
import { platformOfAccount } from '#platforms/account.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

/** The ledger, platform by platform: every event that was sent there is refused, a copy, stored, ignored, parked or lost. */

export interface PlatformBalance {
  readonly sent: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly stored: number;
  readonly ignored: number;
  readonly parked: number;
  readonly lost: number;
  readonly replies: Readonly<Record<'sent' | 'failed' | 'doubtful', number>>;
  /** Whether these parts make up what was sent. */
  readonly addsUp: boolean;
}

/** What the whole ledger was made of. */
export interface Ledgers {
  readonly lines: readonly SentLine[];
  readonly found: FoundEvents;
  readonly ledger: Pick<Balance, 'lost'>;
  readonly replies: readonly Reply[];
}

function balanceOf(platform: PlatformName, { lines, found, ledger, replies }: Ledgers): PlatformBalance {
  // Every name begins with an account, and every account with its platform.
  const isHere = (name: string): boolean => platformOfAccount(name) === platform;
  const own = lines.filter(({ eventId }) => isHere(eventId));
  const accepted = own.filter((line) => line.accepted);
  const distinct = new Set(accepted.map(({ eventId, storedAs }) => JSON.stringify([eventId, storedAs])));
  const count = (names: readonly string[]): number => new Set(names.filter(isHere)).size;
  const answers = replies.filter(({ account }) => isHere(account));
  const of = (state: Reply['state']): number => answers.filter((reply) => reply.state === state).length;
  const parts = {
    rejected: own.length - accepted.length,
    duplicates: accepted.length - distinct.size,
    stored: count(found.stored),
    ignored: count(found.ignored),
    parked: count(found.parked),
    lost: count(ledger.lost),
  };
  const whole = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const sent = { sent: of('sent'), failed: of('failed'), doubtful: of('doubtful') };
  return { sent: own.length, ...parts, replies: sent, addsUp: whole === own.length };
}

/** A balance for every platform there is, whether or not anything was sent there. */
export function balancePlatforms(ledgers: Ledgers): Readonly<Record<PlatformName, PlatformBalance>> {
  const names = Object.keys(platforms) as PlatformName[];
  return Object.fromEntries(names.map((name) => [name, balanceOf(name, ledgers)])) as Record<
    PlatformName,
    PlatformBalance
  >;
}
