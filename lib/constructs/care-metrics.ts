import { type Duration, Stage } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { METRICS } from '#contracts/metrics.ts';

/** Where the functions of a stage count: stages of one account are told apart. */
export function metricsNamespace(scope: IConstruct): string {
  const stage = Stage.of(scope)?.stageName;
  return stage ? `Earshot/${stage}` : 'Earshot';
}

/** Everything that a function counts, as sums. */
export function countedBy(scope: IConstruct, service: keyof typeof METRICS, period: Duration): Metric[] {
  return METRICS[service].map(
    (metricName) =>
      new Metric({
        namespace: metricsNamespace(scope),
        metricName,
        dimensionsMap: { service },
        statistic: 'Sum',
        period,
      }),
  );
}
