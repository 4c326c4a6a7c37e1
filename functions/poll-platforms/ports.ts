import type { CredentialsOf } from '#domain/credentials.ts';
import type { PollStates } from '#domain/poll-state.ts';
import type { Blobs, Clock, Enqueue, Traces } from '#domain/ports.ts';
import type { Count } from '#functions/shell/count.ts';
import type { Log } from '#functions/shell/log.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Platform } from '#platforms/platform.ts';

/** What poll-platforms needs from the outside. */
export interface PollPorts {
  readonly platformNamed: (name: string) => Platform | undefined;
  readonly credentialsOf: CredentialsOf;
  readonly send: (
    request: ApiCall,
  ) => Promise<ApiResponse | { readonly kind: 'not_sent' | 'lost'; readonly reason: string }>;
  readonly pollStates: Pick<PollStates, 'get' | 'put'>;
  readonly traces: Traces;
  readonly blobs: Blobs;
  /** The inbound queue. */
  readonly enqueue: Enqueue;
  /** The queue of polls, after so many seconds, 0 to 900. */
  readonly putOff: (body: string, seconds: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
}
