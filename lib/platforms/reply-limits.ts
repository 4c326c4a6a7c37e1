/** A platform's limits as data: what the API checks before a reply is queued. */
export interface ReplyLimits {
  /** Longest text, in the platform's own unit. */
  readonly maxLength: number;
  /** The unit, in words: `weighted characters`, `characters`. */
  readonly unit: string;
  /** Measures a text in that unit. */
  readonly measure: (text: string) => number;
  /** How long after the customer's last message an answer is taken; absent where it always is. */
  readonly window?: ReplyWindow;
}

/** Minutes from the customer's last message. */
export interface ReplyWindow {
  readonly minutes: number;
  /** For what a person writes, where the platform tells people from automation and is asked to. */
  readonly personMinutes?: number;
}
