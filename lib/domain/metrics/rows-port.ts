import type { MetricsRow } from '#domain/metrics/row.ts';

/** Every row of one ticket, as its history tells them at a revision. */
export interface TicketRows {
  readonly ticketId: string;
  readonly revision: number;
  readonly rows: readonly MetricsRow[];
  /** Days for which a row is kept after the day it belongs to. */
  readonly keptDays: number;
}

/** Rows for the metrics, kept by the day (UTC) on which each wait began. */
export interface MetricsRows {
  /**
   * Writes what has changed of a ticket's rows; nothing when a later revision of it was told already.
   * @returns how many rows were written.
   * @throws {TransientError} when contention outlasts the patience of the caller.
   */
  keep(told: TicketRows): Promise<number>;
  /** Whether anything was ever written of a ticket. */
  hasAny(ticketId: string): Promise<boolean>;
  /** Every row of a day, in no order. */
  ofDay(day: string): Promise<MetricsRow[]>;
  /** Some rows of a day, in a fixed order, at most `limit`; `next` is where the next page begins, absent on the last. */
  page(day: string, limit: number, after?: string): Promise<{ rows: MetricsRow[]; next?: string | undefined }>;
}
