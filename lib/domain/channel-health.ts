/** How the brand's accounts are, as far as their platforms' answers tell. */

/** What an account can be unwell in, each told apart from the others. */
export const CONCERNS = ['replies', 'silence', 'polling', 'connection', 'deliveries'] as const;
export type Concern = (typeof CONCERNS)[number];

export interface ChannelHealth {
  /** `<platform>:<id>` */
  readonly account: string;
  /** Replies that the platform refuses, silence, polls that fail, what the platform says when it is asked, or deliveries that are refused here. */
  readonly concern: Concern;
  readonly state: 'well' | 'unwell';
  /** Why it is unwell: a stable code, with the platform's own beside it. */
  readonly reason?: string | undefined;
  /** Since when it has been in this state, ISO 8601 UTC. */
  readonly since: string;
}

export interface Channels {
  /** Remembers how an account is; what is known already changes nothing, and one that was always well leaves no trace. */
  report(health: ChannelHealth): Promise<void>;
  /** How an account is in one thing; undefined while nothing was ever wrong with it. */
  get(account: string, concern: Concern): Promise<ChannelHealth | undefined>;
  /** Every account that anything was ever wrong with. */
  all(): Promise<ChannelHealth[]>;
}

/** What is to be written; undefined when nothing changed. An account that stays unwell has been so since it first was. */
export function nextHealth(before: ChannelHealth | undefined, reported: ChannelHealth): ChannelHealth | undefined {
  const { account, concern, state, reason, since } = reported;
  if (state === 'well') return before?.state === 'unwell' ? { account, concern, state, since } : undefined;
  if (before?.state !== 'unwell') return { account, concern, state, reason, since };
  return before.reason === reason ? undefined : { ...before, reason };
}
