import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { MetricsRow } from '#domain/metrics/row.ts';
import type { Call, Operation } from './call.ts';
import { csvOf } from './metrics-csv.ts';
import { daysOf, type Period } from './metrics-period.ts';
import type { AgentApiPorts } from './ports.ts';

/** The rows of a period, page by page, so that whoever doubts a figure can make it again. */

/** Where a page begins: a day, and a place in it. */
interface Place {
  readonly day: string;
  readonly after?: string | undefined;
}

const listOf = ({ query: { from, to } }: Call<'exportMetrics'>): string => JSON.stringify(['metrics', from, to]);

/** @throws {ApiProblem} 400 when the cursor is of another export. */
async function placeOf({ cursors }: AgentApiPorts, call: Call<'exportMetrics'>, now: string): Promise<Place> {
  const { cursor, from } = call.query;
  if (cursor === undefined) return { day: from };
  const position = await cursors.open(cursor, { list: listOf(call), now });
  if (position !== undefined) return JSON.parse(position) as Place;
  throw new ApiProblem('invalid-cursor', 'Use the cursor of a page of this very export, within a day, or start anew.');
}

function placeAfter(period: Period, day: string, after: string | undefined): Place | undefined {
  if (after !== undefined) return { day, after };
  const days = daysOf(period);
  const next = days[days.indexOf(day) + 1];
  return next === undefined ? undefined : { day: next };
}

/** Fills a page from as many days as it takes. */
async function pageFrom({ metricsRows }: AgentApiPorts, period: Period & { limit: number }, start: Place) {
  const rows: MetricsRow[] = [];
  let place: Place | undefined = start;
  while (place && rows.length < period.limit) {
    const page = await metricsRows.page(place.day, period.limit - rows.length, place.after);
    rows.push(...page.rows);
    place = placeAfter(period, place.day, page.next);
  }
  return { rows, next: place };
}

/** In blind mode nothing tells who a customer is while they wait. */
function blinded(row: MetricsRow, { blindUntilClaimed }: AgentApiPorts): MetricsRow {
  if (!blindUntilClaimed || row.fate !== 'waiting') return row;
  const { followers: _followers, points: _points, ...rest } = row;
  return rest;
}

/** Exports rows as CSV where that is asked for, and else as JSON, one a line. `next-cursor` names the next page. */
export function exportMetrics(ports: AgentApiPorts): Operation<'exportMetrics'> {
  return async (call) => {
    const now = ports.clock();
    const { rows, next } = await pageFrom(ports, call.query, await placeOf(ports, call, now));
    const seen = rows.map((row) => blinded(row, ports));
    const cursor = next && (await ports.cursors.seal(JSON.stringify(next), { list: listOf(call), now }));
    const isCsv = call.accept.includes('text/csv');
    return {
      body: isCsv ? csvOf(seen) : seen.map((row) => `${JSON.stringify(row)}\n`).join(''),
      headers: {
        'content-type': isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/x-ndjson',
        ...(cursor && { 'next-cursor': cursor }),
      },
    };
  };
}
