import { earliest } from '#domain/instant.ts';
import { fairnessOf } from '#domain/metrics/fairness.ts';
import { figuresOf } from '#domain/metrics/figures.ts';
import { groupedBy } from '#domain/metrics/groups.ts';
import { LEAST_ROWS } from '#domain/metrics/large-groups.ts';
import { PRIORITY_DOCUMENT, policyOf } from '#domain/priority/versions.ts';
import type { Operation } from './call.ts';
import { endOf, rowsOf } from './metrics-period.ts';
import type { AgentApiPorts } from './ports.ts';

/** The figures of a period and the fairness report, worked out of its rows when they are asked for. */

export function readMetrics({ metricsRows, clock }: AgentApiPorts): Operation<'readMetrics'> {
  return async ({ query }) => {
    const { from, to, clock: name, by } = query;
    const rows = await rowsOf(metricsRows, query, (row) => row.clock === name);
    const now = clock();
    const at = earliest(endOf(query), now) ?? now;
    const groups = by ? groupedBy(rows, by).map(({ key, rows: some }) => ({ key, ...figuresOf(some, at) })) : [];
    return { body: { from, to, clock: name, by, at, total: figuresOf(rows, at), groups } };
  };
}

export function readFairness({ metricsRows, priorityPolicies }: AgentApiPorts): Operation<'readFairness'> {
  return async ({ query }) => {
    const policy = policyOf(await priorityPolicies.current(PRIORITY_DOCUMENT));
    const rows = await rowsOf(metricsRows, query, ({ clock }) => clock === 'firstResponse');
    const { reach, ...report } = fairnessOf(rows, policy.thresholds);
    const { from, to } = query;
    return { body: { from, to, leastRows: LEAST_ROWS, ...report, reach: { policyVersion: policy.version, ...reach } } };
  };
}
