import type { ClockName } from '#domain/clock-name.ts';
import { earliest } from '#domain/instant.ts';
import { backlogBy, backlogOf } from '#domain/metrics/backlog.ts';
import { fairnessOf } from '#domain/metrics/fairness.ts';
import { figuresOf } from '#domain/metrics/figures.ts';
import { type Dimension, groupedBy } from '#domain/metrics/groups.ts';
import { LEAST_ROWS } from '#domain/metrics/large-groups.ts';
import { PRIORITY_DOCUMENT, policyOf } from '#domain/priority/versions.ts';
import type { Operation } from './call.ts';
import { endOf, type Period, rowsOf } from './metrics-period.ts';
import type { AgentApiPorts } from './ports.ts';

import { waitingNow } from './waiting-now.ts';

/** The figures of a period and the fairness report, worked out of its rows when they are asked for. */

interface Asked extends Period {
  readonly clock: ClockName;
  readonly by?: Dimension | undefined;
}

/** What waits now; nothing of a period that is over. */
async function backlogNow({ tickets }: AgentApiPorts, asked: Asked, now: string) {
  if (endOf(asked) <= now) return undefined;
  const { waiting, isWhole } = await waitingNow(tickets, { clock: asked.clock, now });
  const groups = asked.by ? backlogBy(waiting, { by: asked.by, now }) : [];
  return { isWhole, total: backlogOf(waiting, now), groups };
}

export function readMetrics(ports: AgentApiPorts): Operation<'readMetrics'> {
  const { metricsRows, clock } = ports;
  return async ({ query }) => {
    const { from, to, clock: name, by } = query;
    const now = clock();
    const [rows, backlog] = await Promise.all([
      rowsOf(metricsRows, query, (row) => row.clock === name),
      backlogNow(ports, query, now),
    ]);
    const at = earliest(endOf(query), now) ?? now;
    const groups = by ? groupedBy(rows, by).map(({ key, rows: some }) => ({ key, ...figuresOf(some, at) })) : [];
    return { body: { from, to, clock: name, by, at, total: figuresOf(rows, at), groups, backlog } };
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
