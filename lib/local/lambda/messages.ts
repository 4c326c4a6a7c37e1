/** What this process and an environment say to each other. */

/** To the environment. The event travels as text: it is parsed once, there. */
export type ToEnvironment =
  | {
      readonly kind: 'invoke';
      readonly requestId: string;
      readonly event: string;
      /** Real time, epoch milliseconds, after which the environment is killed. */
      readonly deadline: number;
      readonly offsetMs: number;
    }
  | { readonly kind: 'clock'; readonly offsetMs: number };

/** An error as Lambda reports it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}

/** From the environment. */
export type FromEnvironment =
  | { readonly kind: 'ready' }
  | { readonly kind: 'initError'; readonly error: FunctionError }
  | { readonly kind: 'result'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failure'; readonly requestId: string; readonly error: FunctionError };

/** What an environment is told at its start, as its first argument. */
export interface EnvironmentStart {
  /** The file of the handler, without its extension. */
  readonly module: string;
  readonly exportName: string;
  readonly offsetMs: number;
  readonly functionArn: string;
}
