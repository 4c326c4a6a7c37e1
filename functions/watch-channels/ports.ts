import type { Rhythms } from '#domain/channel/rhythms.ts';
import type { Channels } from '#domain/channel-health.ts';
import type { CredentialsOf } from '#domain/credentials.ts';
import type { Leases } from '#domain/lease.ts';
import type { PollStates } from '#domain/poll-state.ts';
import type { Clock, Enqueue } from '#domain/ports.ts';
import type { Log } from '#functions/shell/log.ts';
import type { Ask } from '#platforms/check-account.ts';
import type { Platform } from '#platforms/platform.ts';

/** What watch-channels needs from the outside. */
export interface WatchChannelsPorts {
  readonly rhythms: Rhythms;
  readonly channels: Channels;
  readonly pollStates: Pick<PollStates, 'getAll'>;
  readonly leases: Pick<Leases, 'take'>;
  /** Every account that there are credentials for, with what is set beside them. */
  readonly accounts: () => Promise<
    readonly { readonly account: string; readonly more: Readonly<Record<string, string>> }[]
  >;
  /** The queue of polls. */
  readonly enqueue: Enqueue;
  readonly credentialsOf: CredentialsOf;
  readonly ask: Ask;
  readonly platformNamed: (name: string) => Platform | undefined;
  /** Where platforms deliver, without a trailing slash. */
  readonly webhookUrl: string;
  /** Hours from one asking of the platforms to the next; 0 for never. */
  readonly checkHours: number;
  readonly clock: Clock;
  readonly log: Log;
}
