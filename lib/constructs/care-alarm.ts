import { Tags } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';

/** Where every alarm's heading is; relative, so that it holds in any copy of the repository. */
const RUNBOOK = 'docs/runbook.md';

/** high: customers are being lost or kept waiting, wake someone. medium: today. low: this week. */
export type Severity = 'high' | 'medium' | 'low';

export interface CareAlarmProps {
  readonly severity: Severity;
  /** The anchor of the heading in docs/runbook.md that tells what to do. */
  readonly runbook: string;
  /** What is wrong when this alarm rings, in one sentence. */
  readonly summary: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** @default 1 period */
  readonly periods?: number;
  /** @default at or above the threshold */
  readonly comparison?: ComparisonOperator;
  /** What a period without a value means. @default that nothing is wrong */
  readonly missingData?: TreatMissingData;
}

/** An alarm that says how urgent it is and what to do: severity and runbook link stand in the description people are sent. */
export class CareAlarm extends Construct {
  readonly alarm: Alarm;
  readonly severity: Severity;

  constructor(scope: Construct, id: string, props: CareAlarmProps) {
    super(scope, id);
    this.severity = props.severity;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `[${props.severity}] ${props.summary} Runbook: ${RUNBOOK}#${props.runbook}`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.missingData ?? TreatMissingData.NOT_BREACHING,
    });
    Tags.of(this.alarm).add('severity', props.severity);
  }

  /** Every alarm below a scope. */
  static within(scope: IConstruct): CareAlarm[] {
    return scope.node.findAll().filter((child) => child instanceof CareAlarm);
  }
}
