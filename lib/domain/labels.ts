import type { MessageLabels } from '#domain/label.ts';
import type { MessageKey } from '#domain/ports.ts';

/** Where labels are kept: beside their message, and found in the order of time. */

/** Where a page of labels begins: a time, or a place that a page before told. */
export type LabelPlace = { readonly since: string } | { readonly after: string };

export interface Labels {
  /** The labels of each message that has any, by message id. */
  of(keys: readonly MessageKey[]): Promise<ReadonlyMap<string, MessageLabels>>;
  /**
   * Reads, decides, writes if nobody has labelled the message meanwhile, and decides anew otherwise; answering what is
   * known leaves it alone. What a writer that died left undone is completed.
   * @returns the labels as they stand. @throws {TransientError} when contention outlasts the patience of the caller.
   */
  change(key: MessageKey, decide: (known: MessageLabels | undefined) => MessageLabels): Promise<MessageLabels>;
  /**
   * One page of labelled messages by the time of their last correction, up to `now`, each with all its corrections.
   * `next` is the place where the page after it begins.
   */
  list(page: {
    readonly from: LabelPlace;
    readonly now: string;
    readonly limit: number;
  }): Promise<{ labels: MessageLabels[]; next?: string | undefined }>;
}
