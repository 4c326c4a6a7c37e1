import { factsOf } from '#domain/change.ts';
import type { Version } from '#domain/versioned.ts';
import { eventOf } from '#functions/publish-changes/event-of.ts';
import { createRederiveClocks, type RederivePorts } from '#functions/rederive-clocks/rederive-clocks.ts';
import { readRederiveMessage } from '#functions/rederive-clocks/rederive-message.ts';
import { type Facts, SILENT } from '#functions/shell/log.ts';
import type { Desk } from '#tests/functions/agent-api/desk.ts';

/** The re-derivation over a desk's table, its queue an array. */

const FAMILIES: Record<string, string> = { policy: 'sla-policy', calendar: 'calendar' };

export function rederivationOf(made: Desk, override: Partial<RederivePorts> = {}) {
  const queue: string[] = [];
  const later: string[] = [];
  const counted: string[] = [];
  const warned: (Facts | undefined)[] = [];
  const story = createRederiveClocks({
    ...made.table,
    enqueue: async (bodies) => void queue.push(...bodies),
    enqueueLater: async (bodies) => void later.push(...bodies),
    clock: made.ports.clock,
    log: { ...SILENT, warn: (_, facts) => void warned.push(facts) },
    count: (name) => void counted.push(name),
    ...override,
  });
  const work = (body: string) => story(readRederiveMessage(body));
  /** Works the queue until it is empty. */
  const drain = async () => {
    queue.push(...later.splice(0));
    for (let body = queue.shift(); body !== undefined; body = queue.shift()) await work(body);
  };
  return { queue, later, counted, warned, work, drain };
}

/** The bus's word of what was put, as the rule hands it on. */
export function wordOf(document: 'policy' | 'calendar', put: Pick<Version<unknown>, 'name' | 'number'>): string {
  const version = { ...put, document: {}, by: { kind: 'system' as const }, at: '' };
  const [fact] = factsOf({ kind: 'configured', family: FAMILIES[document] ?? '', version });
  if (!fact) throw new Error('nothing was told');
  const { type, ...detail } = eventOf(fact);
  return JSON.stringify({ id: detail.id, source: 'earshot', 'detail-type': type, detail });
}
