import type { MetricsRow } from '#domain/metrics/row.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';

/** Rows for the metrics: a first response after ten minutes, unless given otherwise. */
export function metricsRow(given: Partial<MetricsRow> = {}): MetricsRow {
  const { startedAt = NOON, fate = 'done' } = given;
  return {
    ticketId: 'ticket-1',
    clock: 'firstResponse',
    episode: 1,
    cycle: 1,
    account: 'x:100',
    platform: 'x',
    channel: 'x.mention',
    visibility: 'public',
    priority: 'P3',
    startedAt,
    fate,
    ...(fate === 'done' && {
      by: 'person',
      doneAt: atMinute(10),
      met: true,
      calendarMinutes: 10,
      businessMinutes: 10,
    }),
    policyVersion: 'test',
    ...given,
  };
}
