/** What is told of a function. */

/** Counters since the start, and environments now. */
export interface FunctionState {
  readonly logicalId: string;
  readonly label: string;
  readonly environments: number;
  readonly busy: number;
  readonly waiting: number;
  readonly coldStarts: number;
  readonly invocations: number;
  readonly errors: number;
  readonly timeouts: number;
  /** Environments that ended while at work: killed or crashed. */
  readonly crashes: number;
  readonly kills: number;
}
