import type { Author } from '#domain/message.ts';
import type { TierSetting } from '#domain/tier.ts';

/** What is known of a customer of one account. */
export interface Customer {
  readonly account: string;
  readonly profile: Author;
  /** When the profile was seen, platform time; an older one never overwrites a newer one. */
  readonly seenAt: string;
}

export interface Customers {
  /** Keeps the newest profile; writes nothing when nothing changed. */
  remember(customer: Customer): Promise<void>;
  get(account: string, customerId: string): Promise<Customer | undefined>;
  /** What was set last, with who, when and why. Strongly consistent. */
  tier(account: string, customerId: string): Promise<TierSetting | undefined>;
  /** Keeps a customer's tier, in the place of the one before. */
  setTier(setting: TierSetting): Promise<void>;
}
