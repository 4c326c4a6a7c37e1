/**
 * A row of the rule tables of the first classifier: what words speak for which label, and how surely. Rules are tried in
 * order and the surest match wins; a tie goes to the rule that stands first. English only.
 */
export interface Rule<Label> {
  readonly label: Label;
  readonly pattern: RegExp;
  /** 0 to 1: how often the words mean the label. */
  readonly confidence: number;
}
