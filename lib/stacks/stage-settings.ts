import type { Environment } from 'aws-cdk-lib';
import type { AcknowledgementSettings } from '#constructs/acknowledgements.ts';
import type { AlarmRecipients } from '#constructs/alarm-topic.ts';
import type { AlertEndpoint } from '#constructs/alerting.ts';
import type { LogSettings } from '#constructs/care-function.ts';
import type { IdentityProvider } from '#constructs/care-identity.ts';
import type { WarmThroughput } from '#constructs/care-table.ts';
import type { ChangeFeedSettings } from '#constructs/change-feed.ts';
import type { ChannelWatchSettings } from '#constructs/channel-watch.ts';
import type { ClassifierSettings } from '#constructs/cloud-classifier.ts';
import type { Throttling } from '#constructs/http-front.ts';
import type { MediaSettings } from '#constructs/media.ts';
import type { PollSettings } from '#constructs/poller.ts';
import type { ReplyOutboxSettings } from '#constructs/reply-outbox.ts';
import type { RollUpSettings } from '#constructs/roll-up.ts';
import type { SlaPrecision } from '#constructs/sla-watch.ts';
import type { TriageSettings } from '#constructs/triage.ts';

/** Everything in which one deployment differs from another. */
export interface StageSettings {
  /** Names the stage and its stacks. */
  readonly name: string;
  /** @default the account and region of whoever deploys */
  readonly env?: Environment;
  /** Whether data outlives its stack, and table, pool and stacks refuse to be deleted. */
  readonly retain: boolean;
  /** @default what a new on-demand table has */
  readonly warmThroughput?: WarmThroughput;
  /** Days for which events can be replayed. */
  readonly archiveDays: number;
  readonly logs: LogSettings;
  /** Who says who an agent is. */
  readonly identity: IdentityProvider;
  /** Origins of front ends that may call the agent API from a browser. @default none */
  readonly origins?: readonly string[];
  /** Blind mode: the agent API hides who a customer is (name, handle, followers, verified) until their ticket is claimed. @default false */
  readonly blindUntilClaimed?: boolean;
  /**
   * Where people open a ticket in the front end, with `{ticketId}` in it; events of clocks carry it as `link`.
   * @default they carry none
   */
  readonly ticketUrl?: string;
  readonly webhooks: Throttling;
  readonly agentApi: Throttling;
  readonly triage: TriageSettings;
  /** What judges words beside the embedded classifier, and for how much a day. */
  readonly classifier: ClassifierSettings;
  /** How many accounts are asked at once, on platforms that do not deliver. */
  readonly polling: PollSettings;
  readonly changeFeed: ChangeFeedSettings;
  readonly replies: ReplyOutboxSettings;
  /** What customers attach: what of it is fetched, and for how long it is kept. */
  readonly media: MediaSettings;
  /** How channels are watched: their rhythm, and how often their platforms are asked. */
  readonly channels: ChannelWatchSettings;
  /** For how long metrics are kept, and how hastily they are made. */
  readonly metrics: RollUpSettings;
  /**
   * How soon after it falls due a clock is told of: within a minute, or within ten seconds for the price of a function that
   * never rests (docs/performance.md).
   * @default 'minute'
   */
  readonly slaPrecision?: SlaPrecision;
  /**
   * Tells customers by automation when a person will answer, where the guard lets it speak: docs/promises.md.
   * @default nobody is told
   */
  readonly acknowledgements?: AcknowledgementSettings;
  /**
   * Countries, and parts of them, whose public holidays calendars may name, by ISO 3166. Run `npm run holidays` when they
   * change: functions carry the holidays of these regions and no others.
   * @default none
   */
  readonly holidays?: readonly { readonly country: string; readonly region?: string }[];
  /** Who is told when an alarm rings. */
  readonly alarms: AlarmRecipients;
  /** An HTTPS address that is told when a P1 ticket breaks its promise. @default the topic alone is told */
  readonly alertEndpoint?: AlertEndpoint;
}
