/** How the brand's accounts are, as far as their platforms' answers tell. */

export interface ChannelHealth {
  /** `<platform>:<id>` */
  readonly account: string;
  readonly state: 'well' | 'unwell';
  /** Why it is unwell: a stable code, with the platform's own beside it. */
  readonly reason?: string | undefined;
  /** Since when it has been in this state, ISO 8601 UTC. */
  readonly since: string;
}

export interface Channels {
  /** Remembers how an account is; what is known already changes nothing, and one that was always well leaves no trace. */
  report(health: ChannelHealth): Promise<void>;
  /** How an account is; undefined while nothing was ever wrong with it. */
  get(account: string): Promise<ChannelHealth | undefined>;
  /** Every account that anything was ever wrong with. */
  all(): Promise<ChannelHealth[]>;
}

/** What is to be written; undefined when nothing changed. An account that stays unwell has been so since it first was. */
export function nextHealth(before: ChannelHealth | undefined, reported: ChannelHealth): ChannelHealth | undefined {
  const { account, state, reason, since } = reported;
  if (state === 'well') return before?.state === 'unwell' ? { account, state, since } : undefined;
  if (before?.state !== 'unwell') return { account, state, reason, since };
  return before.reason === reason ? undefined : { ...before, reason };
}
