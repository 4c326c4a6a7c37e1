import { BLUR_MS, type Kept, type Reckoned, type Reckoning, reckon } from '#local/demo/reckoning.ts';

/**
 * The ledger of the clocks: the warnings and breaches that the bus told, against what another calculator makes of the
 * histories. Nothing may be told that is not found in what was known then, and nothing may be missing.
 */

type ClockId = Pick<Reckoned, 'clock' | 'episode' | 'cycle'>;

/** A fact of a clock as the bus told it, once. */
export interface ToldFact {
  readonly type: string;
  readonly time: string;
  readonly ticketId: string;
  readonly data: ClockId & { readonly point?: number; readonly cause?: string };
}

export interface ClocksBalance {
  readonly tickets: number;
  readonly warnings: { readonly told: number; readonly reckoned: number };
  readonly breaches: { readonly told: number; readonly reckoned: number };
  /** Reckoned and not told. */
  readonly missing: readonly string[];
  /** Told and not reckoned. */
  readonly unfounded: readonly string[];
  readonly agree: boolean;
}

/** How long after a warning point something else may have come first: a sweep runs every minute, a troubled one later. */
const SPARED_MS = 10 * 60_000;
/** What the sweep writes moves no clock. */
const MARKS: readonly string[] = ['clock_warned', 'clock_breached', 'escalated'];

const isSame = (a: ClockId, b: ClockId): boolean =>
  a.clock === b.clock && a.episode === b.episode && a.cycle === b.cycle;
const overAt = ({ doneAt, endedAt }: Reckoned): string | undefined => doneAt ?? endedAt;
const nameOf = ({ ticket }: Kept, { clock, episode, cycle }: ClockId, what: string | number): string =>
  `${ticket.id} ${clock} ${episode}/${cycle} ${what}`;

const isNear = (at: string | undefined, ms: number): boolean =>
  at !== undefined && Math.abs(Date.parse(at) - ms) <= BLUR_MS;

/** Whether the ticket was judged anew about an instant: cut to minutes, nobody can say which came first. */
const isJudgedAnew = ({ entries }: Kept, ms: number): boolean =>
  entries.some(({ state, revision, at }) => state?.priority !== undefined && revision > 1 && isNear(at, ms));

/** Whether whole minutes can't judge a clock: it was due, or the ticket was judged anew, about its end. */
function isBlurred(kept: Kept, clock: Reckoned, untilMs: number): boolean {
  const endMs = Date.parse(overAt(clock) ?? '') || untilMs;
  return isNear(clock.dueAt, endMs) || isJudgedAnew(kept, endMs);
}

/** Whether a warning or a breach is found in what was known when it was told. */
function isFounded(kept: Kept, { type, time, data }: ToldFact, reckoning: Reckoning): boolean {
  const clock = reckon(kept, time, { ...reckoning, laterMs: BLUR_MS }).find((each) => isSame(each, data));
  if (isJudgedAnew(kept, Date.parse(time)) || (clock && isBlurred(kept, clock, Date.parse(time)))) return true;
  const at = type === 'sla.warning' ? clock?.warnings.find(({ point }) => point === data.point)?.at : clock?.dueAt;
  return at !== undefined && Date.parse(at) <= Date.parse(time) + BLUR_MS;
}

/** A warning point of a clock. */
interface Reached {
  readonly clock: Reckoned;
  readonly reached: { readonly point: number; readonly at: string };
}

/** Whether a point had to be told: it was known when it was reached, and for a while nothing came that could spare it. */
function hadToWarn(kept: Kept, { clock, reached }: Reached, reckoning: Reckoning): boolean {
  const [fromMs, toMs] = [Date.parse(reached.at) - BLUR_MS, Date.parse(reached.at) + SPARED_MS];
  const isQuiet = kept.entries.every(({ deed, at }) => {
    const isElsewhere = Date.parse(at) < fromMs || Date.parse(at) > toMs;
    return isElsewhere || MARKS.includes(deed.type);
  });
  const end = Math.min(...[clock.dueAt, overAt(clock)].map((at) => (at ? Date.parse(at) : Number.POSITIVE_INFINITY)));
  if (!isQuiet || end <= toMs || toMs > reckoning.untilMs) return false;
  const known = reckon(kept, reached.at, reckoning).find((each) => isSame(each, clock));
  return known?.warnings.some(({ point, at }) => point === reached.point && at === reached.at) ?? false;
}

/** How many breaches of a clock stand: told, and not taken back since. */
function standing(facts: readonly ToldFact[], clock: ClockId): number {
  const of = facts.filter(({ data }) => isSame(data, clock));
  const takenBack = of.filter(({ data }) => data.cause === 'moved' || data.cause === 'answered_in_time');
  return of.filter(({ type }) => type === 'sla.breached').length - takenBack.length;
}

interface Page {
  readonly warnings: { readonly told: number };
  readonly broken: { readonly told: number; readonly reckoned: number };
  readonly missing: readonly string[];
  readonly unfounded: readonly string[];
}

/** One ticket's page of the ledger. */
function pageOf(kept: Kept, facts: readonly ToldFact[], reckoning: Reckoning): Page {
  const { untilMs } = reckoning;
  const clocks = reckon(kept, new Date(untilMs).toISOString(), reckoning);
  const warned = facts.filter(({ type }) => type === 'sla.warning');
  const alarms = facts.filter(({ type }) => type === 'sla.warning' || type === 'sla.breached');
  const judged = clocks.map((clock) => {
    const told = standing(facts, clock) > 0;
    return { clock, told, broken: isBlurred(kept, clock, untilMs) ? told : clock.breachedAt !== undefined };
  });
  const unwarned = clocks.flatMap((clock) =>
    clock.warnings
      .filter(({ point }) => !warned.some(({ data }) => isSame(data, clock) && data.point === point))
      .filter((reached) => hadToWarn(kept, { clock, reached }, reckoning))
      .map(({ point }) => nameOf(kept, clock, point)),
  );
  const wrong = judged.filter(({ told, broken }) => told !== broken);
  const nameBreach = ({ clock }: { clock: Reckoned }) => nameOf(kept, clock, 'breached');
  return {
    warnings: { told: warned.length },
    broken: {
      told: judged.filter(({ told }) => told).length,
      reckoned: judged.filter(({ broken }) => broken).length,
    },
    missing: [...unwarned, ...wrong.filter(({ broken }) => broken).map(nameBreach)],
    unfounded: [
      ...alarms.filter((fact) => !isFounded(kept, fact, reckoning)).map(({ data, type }) => nameOf(kept, data, type)),
      ...wrong.filter(({ told }) => told).map(nameBreach),
    ],
  };
}

/** Balances the clocks of all tickets that go on. @param told each fact once, up to the last sweep. */
export function balanceClocks(kept: readonly Kept[], told: readonly ToldFact[], reckoning: Reckoning): ClocksBalance {
  const byTicket = Map.groupBy(told, ({ ticketId }) => ticketId);
  const pages = kept.map((each) => pageOf(each, byTicket.get(each.ticket.id) ?? [], reckoning));
  const sum = (of: (page: Page) => number): number => pages.reduce((total, page) => total + of(page), 0);
  const missing = pages.flatMap((page) => page.missing);
  const unfounded = pages.flatMap((page) => page.unfounded);
  const warnings = sum((page) => page.warnings.told);
  const isWarning = (name: string): boolean => !name.endsWith('breached');
  return {
    tickets: kept.length,
    warnings: {
      told: warnings,
      reckoned:
        warnings + missing.filter(isWarning).length - unfounded.filter((name) => name.endsWith('sla.warning')).length,
    },
    breaches: { told: sum((page) => page.broken.told), reckoned: sum((page) => page.broken.reckoned) },
    missing,
    unfounded,
    agree: missing.length === 0 && unfounded.length === 0,
  };
}
