import type { Flag } from '#domain/classification.ts';

/** What a message may do to the brand's name, apart from its words: who might see it. */

/** What is known of a message's audience. Absent is not known, and counts as none. */
export interface Audience {
  readonly followers?: number | undefined;
  readonly verified?: boolean | undefined;
  /** Likes, replies and reposts together, when the message was received. */
  readonly engagement?: number | undefined;
  readonly flags?: readonly Flag[] | undefined;
}

export interface Reputation {
  /** How many people are told of it by the platform: followers in public, nobody in private. */
  readonly reach: number;
  /** How many have taken part so far; none in private. */
  readonly engagement: number;
  readonly verified: boolean;
  /** A journalist, or somebody who lives by being listened to, private talks included. */
  readonly press: boolean;
  readonly label: 'low' | 'medium' | 'high';
}

/** From where on an audience is no longer low, and from where on it is high. */
const BOUNDS = { reach: { medium: 10_000, high: 100_000 }, engagement: { medium: 100, high: 1_000 } } as const;

function labelOf({ reach, engagement, verified, press }: Omit<Reputation, 'label'>): Reputation['label'] {
  if (press || reach >= BOUNDS.reach.high || engagement >= BOUNDS.engagement.high) return 'high';
  const isMedium = verified || reach >= BOUNDS.reach.medium || engagement >= BOUNDS.engagement.medium;
  return isMedium ? 'medium' : 'low';
}

/** What these messages together may do: the widest of each counts. */
export function reputationOf(said: readonly Audience[], visibility: 'public' | 'private'): Reputation {
  const isPublic = visibility === 'public';
  const most = (count: (each: Audience) => number | undefined): number =>
    isPublic ? said.reduce((max, each) => Math.max(max, count(each) ?? 0), 0) : 0;
  const facts = {
    reach: most(({ followers }) => followers),
    engagement: most(({ engagement }) => engagement),
    verified: isPublic && said.some(({ verified }) => verified === true),
    press: said.some(({ flags }) => flags?.includes('press') === true),
  };
  return { ...facts, label: labelOf(facts) };
}
