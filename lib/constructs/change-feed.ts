import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { ItemKind } from '#contracts/table.ts';
import { CareAlarm } from './care-alarm.ts';
import type { CareBus } from './care-bus.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import type { CareTable } from './care-table.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** The kinds of items whose changes are events; all other items (marks, leases, pointers, rollups) never publish. */
export const PUBLISHED_KINDS = ['ticket', 'document'] as const satisfies readonly ItemKind[];

const ofPublishedKind = { kind: { S: FilterRule.or(...PUBLISHED_KINDS) } };

export interface ChangeFeedSettings {
  /** Batches of one shard at work at once; order is kept within an item. */
  readonly parallelization: number;
}

export interface ChangeFeedProps {
  readonly table: CareTable;
  readonly bus: CareBus;
  readonly settings: ChangeFeedSettings;
  /** Where people open a ticket, with `{ticketId}` in it. @default events of clocks carry no link */
  readonly ticketUrl?: string | undefined;
  readonly logs: LogSettings;
}

/** @throws {Error} when the address would be the same for every ticket. */
function ticketUrlOf({ ticketUrl = '' }: ChangeFeedProps): string {
  if (ticketUrl === '' || ticketUrl.includes('{ticketId}')) return ticketUrl;
  throw new Error(`ticketUrl '${ticketUrl}' has no {ticketId} in it.`);
}

/** The stream's one reader: turns what was written into events on the bus. */
export class ChangeFeed extends Construct {
  readonly publisher: CareFunction<'publish-changes'>;
  readonly unpublished: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: ChangeFeedProps) {
    super(scope, id);
    this.publisher = new CareFunction(this, 'Publisher', {
      name: 'publish-changes',
      environment: { BUS_NAME: props.bus.bus.eventBusName, TICKET_URL: ticketUrlOf(props) },
      memoryMb: 512,
      timeout: Duration.seconds(30),
      logs: props.logs,
      errorSeverity: 'high',
    });
    this.unpublished = new DeadLetterQueue(this, 'Unpublished', {
      severity: 'high',
      runbook: 'unpublished-changes',
      holds: 'Places in the stream whose changes could not be published; the stream keeps them for 24 hours.',
    });
    Grant.addToPrincipal({
      grantee: this.publisher,
      actions: ['events:PutEvents'],
      resourceArns: [props.bus.bus.eventBusArn],
    });
    this.readStream(props);
    this.alarmOnLag();
  }

  private readStream({ table, settings }: ChangeFeedProps): void {
    const streamArn = table.streamArn;
    Grant.addToPrincipal({
      grantee: this.publisher,
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resourceArns: [streamArn],
    });
    new EventSourceMapping(this, 'Mapping', {
      target: this.publisher.function,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: settings.parallelization,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // The default is to retry until a record expires, and one bad record would hold its shard for a day.
      retryAttempts: 25,
      onFailure: new SqsDlq(this.unpublished.queue),
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: ofPublishedKind } }),
        FilterCriteria.filter({ eventName: FilterRule.isEqual('REMOVE'), dynamodb: { OldImage: ofPublishedKind } }),
      ],
    });
  }

  private alarmOnLag(): void {
    new CareAlarm(this, 'Lag', {
      severity: 'high',
      runbook: 'change-feed-lag',
      summary: 'Events come five minutes or more after what they tell: alerts and replies are late.',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: this.publisher.function.functionName },
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: Duration.minutes(5).toMilliseconds(),
      periods: 2,
    });
  }
}
