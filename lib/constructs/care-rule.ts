import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type EventBus, type EventPattern, type IRuleTarget, Rule, type Schedule } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** When a rule fires: on events of a bus, or on the clock. */
export type Trigger = { readonly bus: EventBus; readonly pattern: EventPattern } | { readonly schedule: Schedule };

export interface CareRuleProps {
  readonly description: string;
  readonly trigger: Trigger;
  /** The anchor of the heading in docs/runbook.md about what this rule could not deliver. */
  readonly runbook: string;
  /** Makes the rule's targets; each must be given the dead-letter queue. */
  readonly targets: (undelivered: Queue) => readonly IRuleTarget[];
  /**
   * Where what can't be delivered waits.
   * @default a queue of this rule's own
   */
  readonly undelivered?: Queue;
}

/** A rule that loses nothing: what its targets refuse is kept, and it rings when even that fails. */
export class CareRule extends Construct {
  readonly rule: Rule;
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, props: CareRuleProps) {
    super(scope, id);
    this.undelivered = props.undelivered ?? this.ownQueue(props.runbook);
    const { trigger } = props;
    this.rule = new Rule(this, 'Rule', {
      description: props.description,
      ...('schedule' in trigger
        ? { schedule: trigger.schedule }
        : { eventBus: trigger.bus, eventPattern: trigger.pattern }),
      targets: [...props.targets(this.undelivered)],
    });
    this.alarmOnLoss(trigger);
  }

  private ownQueue(runbook: string): Queue {
    const holds = 'Events that a rule could not deliver.';
    return new DeadLetterQueue(this, 'Undelivered', { severity: 'high', runbook, holds }).queue;
  }

  private alarmOnLoss(trigger: Trigger): void {
    const bus = 'bus' in trigger && { EventBusName: trigger.bus.eventBusName };
    new CareAlarm(this, 'Lost', {
      severity: 'high',
      runbook: 'rule-events-lost',
      summary: 'A rule could neither deliver events nor keep them in its dead-letter queue.',
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { ...bus, RuleName: this.rule.ruleName },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
    });
  }
}
