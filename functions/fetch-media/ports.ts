import type { CredentialsOf } from '#domain/credentials.ts';
import type { FetchFile, MediaBook, MediaObjects } from '#domain/media.ts';
import type { Clock, Messages } from '#domain/ports.ts';
import type { Count } from '#functions/shell/count.ts';
import type { Log } from '#functions/shell/log.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Platform } from '#platforms/platform.ts';

/** What fetch-media needs from the outside. */
export interface FetchMediaPorts {
  readonly messages: Pick<Messages, 'getAll'>;
  readonly media: MediaBook;
  readonly objects: MediaObjects;
  readonly platformNamed: (name: string) => Platform | undefined;
  readonly credentialsOf: CredentialsOf;
  /** Asks a platform's API where a file is. */
  readonly ask: (request: ApiCall) => Promise<ApiResponse | { readonly kind: string; readonly reason: string }>;
  /** The only way to an address that somebody sent us. */
  readonly fetchFile: FetchFile;
  /** For how many days the bucket keeps what it is given. */
  readonly keptDays: number;
  readonly clock: Clock;
  readonly count: Count;
  readonly log: Log;
}
