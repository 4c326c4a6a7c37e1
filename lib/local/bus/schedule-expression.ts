/** When a scheduled rule is due: `rate(...)` and `cron(...)`, in UTC. */

/** The first due moment after another one, both epoch milliseconds. */
export type NextDue = (after: number) => number;

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 24 * 60 * MINUTE_MS };
/** Four years of minutes: a cron expression that finds nothing there never fires. */
const HORIZON_MINUTES = 4 * 366 * 24 * 60;

/** Reads a schedule expression. */
export function nextDueOf(expression: string): NextDue {
  const [, kind, inner = ''] = expression.match(/^(rate|cron)\((.*)\)$/) ?? [];
  if (kind === 'rate') return rate(inner);
  if (kind === 'cron') return cron(inner);
  throw new Error(`${expression} is no schedule expression`);
}

function rate(inner: string): NextDue {
  const [, amount, unit = ''] = inner.match(/^(\d+) (minute|hour|day)s?$/) ?? [];
  const every = Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (!(every > 0)) throw new Error(`rate(${inner}) can't be read`);
  return (after) => after + every;
}

interface Field {
  readonly of: (date: Date) => number;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const FIELDS: readonly Field[] = [
  { of: (date) => date.getUTCMinutes(), from: 0, to: 59 },
  { of: (date) => date.getUTCHours(), from: 0, to: 23 },
  { of: (date) => date.getUTCDate(), from: 1, to: 31 },
  { of: (date) => date.getUTCMonth() + 1, from: 1, to: 12, names: MONTHS },
  { of: (date) => date.getUTCDay() + 1, from: 1, to: 7, names: DAYS },
  { of: (date) => date.getUTCFullYear(), from: 1970, to: 2199 },
];

function cron(inner: string): NextDue {
  const parts = inner.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new Error(`cron(${inner}) needs six fields`);
  const tests = FIELDS.map((field, index) => ({ field, allowed: allowedValues(parts[index] ?? '', field) }));
  const matches = (date: Date): boolean => tests.every(({ field, allowed }) => !allowed || allowed.has(field.of(date)));
  return (after) => {
    const first = Math.floor(after / MINUTE_MS) + 1;
    for (let minute = first; minute < first + HORIZON_MINUTES; minute += 1) {
      if (matches(new Date(minute * MINUTE_MS))) return minute * MINUTE_MS;
    }
    return Number.POSITIVE_INFINITY;
  };
}

/** The values that a field allows; undefined for all. */
function allowedValues(text: string, field: Field): Set<number> | undefined {
  if (text === '*' || text === '?') return undefined;
  return new Set(text.split(',').flatMap((part) => range(part, field)));
}

function range(part: string, field: Field): number[] {
  const [span = '', step = '1'] = part.split('/');
  const [first = '', last] = span === '*' ? [String(field.from), String(field.to)] : span.split('-');
  const from = numberOf(first, field);
  const to = last === undefined ? (part.includes('/') ? field.to : from) : numberOf(last, field);
  const every = Number(step);
  if (!(every >= 1)) throw new Error(`${part} can't be read`);
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_unused, index) => from + index * every);
}

function numberOf(text: string, { from, to, names = [] }: Field): number {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + from : Number(text);
  if (!(Number.isInteger(value) && value >= from && value <= to))
    throw new Error(`${text} is not between ${from} and ${to} (L, W and # are not played here)`);
  return value;
}
