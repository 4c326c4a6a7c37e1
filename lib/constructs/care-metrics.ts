import { type Duration, Stage } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { METRICS, type MetricName } from '#contracts/metrics.ts';

/** Where the functions of a stage count: stages of one account are told apart. */
export function metricsNamespace(scope: IConstruct): string {
  const stage = Stage.of(scope)?.stageName;
  return stage ? `Earshot/${stage}` : 'Earshot';
}

type Service = keyof typeof METRICS;

/** One thing that a function counts, as a sum. */
export function counted(
  scope: IConstruct,
  service: Service,
  { name, period }: { readonly name: MetricName; readonly period: Duration },
): Metric {
  const namespace = metricsNamespace(scope);
  return new Metric({ namespace, metricName: name, dimensionsMap: { service }, statistic: 'Sum', period });
}

/** Everything that a function counts in every stage, as sums. */
export function countedBy(scope: IConstruct, service: Service, period: Duration): Metric[] {
  return METRICS[service].map((name) => counted(scope, service, { name, period }));
}
