import { heardEnvelope } from '#contracts/channel-watch.ts';
import { firstRhythm, heard } from '#domain/channel/rhythm.ts';
import type { WatchChannelsPorts } from './ports.ts';
import { regained } from './regain.ts';

/** Takes in what customers said: how many messages an account had, and when the last one came. */

export interface Heard {
  readonly count: number;
  readonly lastMs: number;
}

/** The messages of a batch by account. */
export function heardIn(bodies: readonly unknown[]): Map<string, Heard> {
  const byAccount = new Map<string, Heard>();
  for (const body of bodies) {
    const read = heardEnvelope.safeParse(body).data?.detail;
    if (!read) continue;
    const { account } = read.data;
    const { count, lastMs } = byAccount.get(account) ?? { count: 0, lastMs: 0 };
    byAccount.set(account, { count: count + 1, lastMs: Math.max(lastMs, Date.parse(read.time)) });
  }
  return byAccount;
}

/** Since when a channel is known to be silent, epoch milliseconds: hours that teach nothing. */
async function silentSince({ channels }: WatchChannelsPorts, account: string): Promise<number | undefined> {
  const health = await channels.get(account, 'silence');
  return health?.state === 'unwell' ? Date.parse(health.since) : undefined;
}

/** Remembers what was heard, account by account, and that a silent channel is heard again. */
export async function hear(ports: WatchChannelsPorts, bodies: readonly unknown[]): Promise<void> {
  const { rhythms } = ports;
  for (const [account, said] of heardIn(bodies)) {
    const brokenFromMs = await silentSince(ports, account);
    await rhythms.change(account, (before) => (before ? heard(before, said, brokenFromMs) : firstRhythm(said.lastMs)));
    if (brokenFromMs === undefined) continue;
    await regained(ports, { account, concern: 'silence', state: 'well', since: new Date(said.lastMs).toISOString() });
  }
}
