import type { Voiced } from '#local/delivery/customer-message.ts';

/** The demo's day as data: who says what, where and when, all drawn from one seed. */

/** What one event of a delivery is meant to become. */
export interface PlannedEvent {
  readonly intent: 'healthy' | 'without_words' | 'poison' | 'forged';
  /** Its name when stored: see the ledger. */
  readonly storedAs?: string | undefined;
}

/** One delivery of the day. */
export interface Planned {
  readonly atMinute: number;
  readonly platform: Voiced;
  readonly payload: unknown;
  readonly events: readonly PlannedEvent[];
  /** Its signature is spoilt on the way. */
  readonly isForged?: boolean;
}

export const MINUTES_A_DAY = 24 * 60;
