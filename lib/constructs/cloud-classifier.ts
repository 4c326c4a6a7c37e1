import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type * as z from 'zod/mini';
import { CLOUD_METRICS } from '#contracts/metrics.ts';
import type { env } from '#functions/triage/env.ts';
import { CareAlarm } from './care-alarm.ts';
import type { CareFunction } from './care-function.ts';
import { counted } from './care-metrics.ts';
import type { CareTable } from './care-table.ts';

/** Which classifiers a stage uses; triage's env.ts describes every field. */
export type ClassifierSettings = z.output<typeof env>['CLASSIFIER'];
/** A second opinion from the cloud. */
export type CloudSettings = Exclude<ClassifierSettings, { kind: 'embedded' }>;

export interface CloudClassifierProps {
  readonly worker: CareFunction<'triage'>;
  readonly table: CareTable;
  readonly settings: CloudSettings;
}

const FAILURES = ['timed_out', 'throttled', 'circuit_open', 'unreadable', 'refused', 'unavailable'] as const;

/** What triage may do, and who is told, where a stage has a cloud classifier. */
export class CloudClassifier extends Construct {
  constructor(scope: Construct, id: string, { worker, table, settings }: CloudClassifierProps) {
    super(scope, id);
    if (settings.kind === 'comprehend') this.grantComprehend(worker, settings);
    else this.grantModel(worker, settings.modelId);
    table.grantSpending(worker, settings.kind);
    this.alarmOnSilence();
    this.alarmOnBudget();
  }

  /** What became of the messages it was shown: that it spoke, or why not. */
  outcomes(period: Duration): Metric[] {
    return Object.values(CLOUD_METRICS).map((name) => counted(this, 'triage', { name, period }));
  }

  /** Its operations on texts know no resources. */
  private grantComprehend(
    grantee: CareFunction<'triage'>,
    { personalData = false }: { personalData?: boolean | undefined },
  ): void {
    const operations = ['BatchDetectDominantLanguage', 'BatchDetectSentiment'];
    const all = personalData ? [...operations, 'DetectPiiEntities'] : operations;
    Grant.addToPrincipal({
      grantee,
      actions: all.map((operation) => `comprehend:${operation}`),
      resourceArns: ['*'],
    });
  }

  /** One model. An inference profile (`eu.`, `us.`, `global.` ...) sends requests on to the model in regions of its own choice. */
  private grantModel(grantee: CareFunction<'triage'>, modelId: string): void {
    const { partition, region, account } = Stack.of(this);
    const actions = ['bedrock:InvokeModel'];
    const model = /^[a-z-]{2,8}\.([a-z0-9-]+\..+)$/.exec(modelId)?.[1];
    if (!model) {
      const resourceArns = [`arn:${partition}:bedrock:${region}::foundation-model/${modelId}`];
      Grant.addToPrincipal({ grantee, actions, resourceArns });
      return;
    }
    const profile = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${modelId}`;
    const anywhere = `arn:${partition}:bedrock:*::foundation-model/${model}`;
    Grant.addToPrincipal({ grantee, actions, resourceArns: [profile] });
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [anywhere],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profile } },
    });
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/${model}]`,
      reason: 'One model, and only through the one inference profile, which chooses the region by itself.',
    });
  }

  private alarmOnSilence(): void {
    const period = Duration.minutes(5);
    const failures = FAILURES.map((name) => counted(this, 'triage', { name: CLOUD_METRICS[name], period }));
    const usingMetrics = Object.fromEntries(failures.map((metric, index) => [`m${index}`, metric]));
    new CareAlarm(this, 'Silent', {
      severity: 'low',
      runbook: 'cloud-classifier-silent',
      summary: 'The cloud classifier gave no opinion on fifty messages in five minutes; the embedded answer stands.',
      metric: new MathExpression({
        expression: Object.keys(usingMetrics)
          .map((id) => `FILL(${id}, 0)`)
          .join(' + '),
        usingMetrics,
        period,
        label: 'Messages without an opinion',
      }),
      threshold: 50,
      periods: 3,
    });
  }

  private alarmOnBudget(): void {
    new CareAlarm(this, 'OverBudget', {
      severity: 'low',
      runbook: 'cloud-classifier-over-budget',
      summary: 'What the cloud classifier may use in a day is used up; the embedded answer stands until midnight UTC.',
      metric: counted(this, 'triage', { name: CLOUD_METRICS.over_budget, period: Duration.minutes(15) }),
      threshold: 1,
    });
  }
}
