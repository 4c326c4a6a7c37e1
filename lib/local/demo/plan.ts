import type { PlatformName } from '#platforms/registry.ts';

/** The demo's day as data: who says what, where and when, all drawn from one seed. */

/** What one event of a delivery is meant to become. */
export interface PlannedEvent {
  readonly intent: 'healthy' | 'without_words' | 'poison' | 'forged';
  /** Its name when stored: see the ledger. */
  readonly storedAs?: string | undefined;
}

/** What a delivery only names: the platform gives it out when it is asked for. */
export interface NamedThing {
  readonly id: string;
  readonly thing: unknown;
  /** Its name when stored, once it was fetched. */
  readonly storedAs: string;
}

/** One delivery of the day; on a platform that does not deliver, a page of what it lists from then on. */
export interface Planned {
  readonly atMinute: number;
  readonly platform: PlatformName;
  readonly payload: unknown;
  /** What the payload is cut into, in its order. */
  readonly events: readonly PlannedEvent[];
  readonly named?: NamedThing;
  /** Its signature is spoilt on the way. */
  readonly isForged?: boolean;
}

export const MINUTES_A_DAY = 24 * 60;
