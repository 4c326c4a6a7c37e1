/** Work that only one at a time may do: whoever holds the lease. */

export interface Lease {
  readonly name: string;
  /** Grows with every holder: whoever has a lower one has lost the lease, however long it slept. */
  readonly fence: number;
  /** When it runs out unless it was given back, ISO 8601 UTC. */
  readonly until: string;
}

/**
 * A lease spares work, it does not guard data: its holder may be stopped for minutes between asking and writing. What is
 * written under it must hold under its own condition.
 */
export interface Leases {
  /** Takes the lease that nobody holds at `now`; undefined while somebody does, or was faster. */
  take(name: string, span: { readonly now: string; readonly until: string }): Promise<Lease | undefined>;
  /** Whether it has neither run out at `now` nor gone to somebody else. Strongly consistent. */
  holds(lease: Lease, now: string): Promise<boolean>;
  /** Gives it back before its time; what was lost already stays with who has it. */
  release(lease: Lease, now: string): Promise<void>;
}
