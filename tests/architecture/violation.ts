/** A broken rule: where, which, and how to mend it. */
export interface Violation {
  /** Path in the repository. */
  readonly file: string;
  readonly line: number;
  /** The rule's short name. */
  readonly rule: string;
  readonly problem: string;
  readonly mend: string;
}

/** One line a violation, as the failing test shows it. */
export function lineOf({ file, line, rule, problem, mend }: Violation): string {
  return `${file}:${line} [${rule}] ${problem} Mend: ${mend}`;
}
