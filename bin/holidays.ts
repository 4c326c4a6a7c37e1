import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CompiledHolidays, compileHolidays, holidaysText } from '#local/holidays/compile-holidays.ts';
import { stages } from './app.ts';

/** `npm run holidays`: the public holidays of every stage's regions, compiled into the table that functions carry. */

const HELP = `npm run holidays [-- --check] [--json]

Writes lib/domain/calendar/public-holidays.json: the public holidays of every region that
a stage in bin/app.ts names, from the first year that the file has until two years from now.
Run it when a stage's holidays change, and once a year.

  --check  writes nothing; exit 1 when the file is not what date-holidays says of its years
  --json   one JSON object on the last line: {"state", "years", "regions", "days"}
  --help   this text`;

const OPTIONS = {
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const YEARS_AHEAD = 2;
const FILE = fileURLToPath(new URL('../lib/domain/calendar/public-holidays.json', import.meta.url));

/** Past years stay: clocks of what happened then are derived from them still. */
function yearsOf(known: CompiledHolidays | undefined, isCheck: boolean): CompiledHolidays['years'] {
  if (known && isCheck) return known.years;
  const year = new Date().getUTCFullYear();
  return { from: Math.min(known?.years.from ?? year, year), until: year + YEARS_AHEAD };
}

function summaryOf({ years, regions }: CompiledHolidays) {
  const days = Object.values(regions).reduce((sum, dates) => sum + Object.keys(dates).length, 0);
  return { years, regions: Object.keys(regions), days };
}

function main(): number {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : undefined;
  const known = text === undefined ? undefined : (JSON.parse(text) as CompiledHolidays);
  const regions = Object.values(stages).flatMap(({ holidays }) => holidays);
  const compiled = compileHolidays(regions, yearsOf(known, values.check));
  const isSame = holidaysText(compiled) === text;
  const state = isSame ? 'same' : values.check ? 'differs' : 'written';
  if (state === 'written') writeFileSync(FILE, holidaysText(compiled));
  const { years, days } = summaryOf(compiled);
  console.error(`${FILE}: ${state}, ${days} days of ${years.from} to ${years.until}`);
  if (values.json) console.log(JSON.stringify({ state, ...summaryOf(compiled) }));
  return state === 'differs' ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
