import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '#constructs/alarm-topic.ts';
import { CareBucket } from '#constructs/care-bucket.ts';
import { CareBus } from '#constructs/care-bus.ts';
import { CareIdentity, type TokenIssuer } from '#constructs/care-identity.ts';
import { CareSecrets } from '#constructs/care-secrets.ts';
import { CareTable } from '#constructs/care-table.ts';
import { POLL_TIMEOUT } from '#constructs/poller.ts';
import { TRIAGE_TIMEOUT } from '#constructs/triage.ts';
import { WorkedQueue } from '#constructs/worked-queue.ts';
import type { StageSettings } from './stage-settings.ts';

/**
 * What must survive: what can't be made again from something else. The inbound queue is here, since what it holds was
 * accepted and is nowhere else yet; the outbound one is not, since every reply in it is in the table.
 */
export class StateStack extends Stack {
  readonly table: CareTable;
  readonly bucket: CareBucket;
  readonly secrets: CareSecrets;
  readonly inbound: WorkedQueue;
  /** Accounts to be asked; and things to be fetched, whose events were accepted and are nowhere else. */
  readonly polls: WorkedQueue;
  readonly bus: CareBus;
  readonly tokens: TokenIssuer;
  readonly alarmTopic: AlarmTopic;

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id, {
      stackName: `earshot-${settings.name}-state`,
      description: `Earshot ${settings.name}: what must survive`,
      terminationProtection: settings.retain,
    });
    const { retain } = settings;
    this.table = new CareTable(this, 'Tickets', {
      retain,
      ...(settings.warmThroughput && { warmThroughput: settings.warmThroughput }),
    });
    this.bucket = new CareBucket(this, 'Bytes', { retain, mediaDays: settings.media.keptDays });
    this.secrets = new CareSecrets(this, 'Secrets', { retain });
    this.inbound = new WorkedQueue(this, 'Inbound', {
      workTimeout: TRIAGE_TIMEOUT,
      contents: 'deliveries',
      runbooks: { parked: 'parked-deliveries', waiting: 'deliveries-waiting' },
    });
    this.polls = new WorkedQueue(this, 'Polls', {
      workTimeout: POLL_TIMEOUT,
      contents: 'polls',
      runbooks: { parked: 'parked-polls', waiting: 'polls-waiting' },
      // What a platform puts us off with waits here too, up to a quarter of an hour each time.
      maxWait: Duration.hours(1),
    });
    this.bus = new CareBus(this, 'Events', { archiveDays: settings.archiveDays });
    this.alarmTopic = new AlarmTopic(this, 'AlarmTopic', { recipients: settings.alarms });
    this.tokens = this.identify(settings);
    this.alarmTopic.notifyOf(this);
    this.writeOutputs();
  }

  private identify({ identity, retain }: StageSettings): TokenIssuer {
    if (identity.kind === 'oidc') return identity;
    const { pool, client, tokens } = new CareIdentity(this, 'Agents', { retain });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'UserPoolClientId', { value: client.userPoolClientId });
    return tokens;
  }

  private writeOutputs(): void {
    const outputs = {
      TableName: this.table.table.tableName,
      BucketName: this.bucket.bucket.bucketName,
      InboundQueueUrl: this.inbound.queue.queueUrl,
      InboundDlqUrl: this.inbound.parked.queueUrl,
      PollQueueUrl: this.polls.queue.queueUrl,
      PollDlqUrl: this.polls.parked.queueUrl,
      BusName: this.bus.bus.eventBusName,
      WebhookSecretArn: this.secrets.webhooks.secretArn,
      ReplySecretArn: this.secrets.replies.secretArn,
      CursorSecretArn: this.secrets.cursors.secretArn,
      AlarmTopicArn: this.alarmTopic.topic.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
