import type { OutboundEnvelope } from '#contracts/outbound.ts';
import type { Channels } from '#domain/channel-health.ts';
import type { ConcludePorts } from '#domain/conclude-reply.ts';
import type { CredentialsOf } from '#domain/credentials.ts';
import type { Pacing } from '#domain/pacing.ts';
import type { Count } from '#functions/shell/count.ts';
import type { Log } from '#functions/shell/log.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import type { Platform } from '#platforms/platform.ts';

/**
 * What became of a request to a platform: an answer; `not_sent`, it has certainly not arrived; `lost`, it may have
 * arrived and nobody has answered.
 */
export type Sent = ApiResponse | { readonly kind: 'not_sent' | 'lost'; readonly reason: string };

/** What send-reply needs from the outside. */
export interface SendReplyPorts extends ConcludePorts {
  readonly platformNamed: (name: string) => Platform | undefined;
  readonly credentialsOf: CredentialsOf;
  readonly send: (request: ApiCall) => Promise<Sent>;
  readonly pacing: Pacing;
  readonly channels: Pick<Channels, 'report'>;
  /** Puts the work on the queue again, as a fresh message that nobody sees for so many seconds. */
  readonly putOff: (envelope: OutboundEnvelope, seconds: number) => Promise<void>;
  readonly count: Count;
  readonly log: Log;
}
