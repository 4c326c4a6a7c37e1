import type { Rhythm } from '#domain/channel/rhythm.ts';

/** The rhythms of accounts, as they are kept. */
export interface Rhythms {
  /** Every account that was ever heard. Strongly consistent. */
  all(): Promise<{ account: string; rhythm: Rhythm }[]>;
  /** Changes one: `next` is asked again when somebody else was faster. */
  change(account: string, next: (before: Rhythm | undefined) => Rhythm): Promise<void>;
}
