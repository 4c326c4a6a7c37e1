import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { CareRule } from './care-rule.ts';
import type { CareTable } from './care-table.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** How precisely clocks are watched. `ten_seconds` keeps a function running all the time. */
export type SlaPrecision = 'minute' | 'ten_seconds';

const LOOKS_A_MINUTE = { minute: '1', ten_seconds: '6' } as const satisfies Record<SlaPrecision, string>;

export interface SlaWatchProps {
  readonly table: CareTable;
  readonly logs: LogSettings;
  readonly precision: SlaPrecision;
}

/** Every minute: the clocks that fell due become warned or breached. */
export class SlaWatch extends Construct {
  readonly watcher: CareFunction<'watch-sla'>;

  constructor(scope: Construct, id: string, props: SlaWatchProps) {
    super(scope, id);
    const { queue: missed } = new DeadLetterQueue(this, 'Missed', {
      severity: 'medium',
      runbook: 'missed-sla-sweeps',
      holds: 'Sweeps of the clocks that failed.',
    });
    this.watcher = new CareFunction(this, 'Watcher', {
      name: 'watch-sla',
      environment: {
        TABLE_NAME: props.table.table.tableName,
        LOOKS_A_MINUTE: LOOKS_A_MINUTE[props.precision],
      },
      memoryMb: 512,
      // Under the minute after which the next sweep starts; the sweep itself ends before.
      timeout: Duration.seconds(59),
      logs: props.logs,
      errorSeverity: 'high',
      deadLetterQueue: missed,
    });
    props.table.grantItems(this.watcher);
    props.table.grantQuery(this.watcher, 'byDue');
    new CareRule(this, 'EveryMinute', {
      description: 'Sweeps the clocks that fell due',
      trigger: { schedule: Schedule.rate(Duration.minutes(1)) },
      runbook: 'missed-sla-sweeps',
      undelivered: missed,
      // A sweep that is late is worth nothing: the next one finds the same clocks.
      targets: (deadLetterQueue) => [
        new LambdaFunction(this.watcher.function, {
          deadLetterQueue,
          retryAttempts: 1,
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
    this.alarmOnSilence();
  }

  private alarmOnSilence(): void {
    new CareAlarm(this, 'Silent', {
      severity: 'high',
      runbook: 'sla-sweep-silent',
      summary: 'No sweep has run for five minutes: no clock warns or breaches.',
      metric: this.watcher.function.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      missingData: TreatMissingData.BREACHING,
    });
  }
}
