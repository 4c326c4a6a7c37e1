import type { Agreement, FlagAgreement, QuestionAgreement } from './agreement.ts';

/** The report for people: a table a part, then what was confused with what. */

const figure = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(3)).padStart(10);
const heading = (columns: readonly string[]): string =>
  `  ${''.padEnd(18)}${columns.map((column) => column.padStart(10)).join('')}`;

function questionRow(name: string, { agreed, bounds, kappa, weightedKappa }: QuestionAgreement): string {
  const values = [agreed, ...bounds, kappa, ...(weightedKappa === undefined ? [] : [weightedKappa])];
  return `  ${name.padEnd(18)}${values.map(figure).join('')}`;
}

function flagRow(name: string, { first, second, both, f1, kappa }: FlagAgreement): string {
  const counts = [first, second, both].map((count) => String(count).padStart(10)).join('');
  return `  ${name.padEnd(18)}${counts}${figure(f1)}${figure(kappa)}`;
}

function partLines(name: string, agreement: Agreement): string[] {
  const { sentiment, intent, urgency, complexity } = agreement;
  return [
    `\n${name}: ${agreement.n} messages`,
    heading(['agreed', 'from', 'to', 'kappa', 'weighted']),
    ...Object.entries({ sentiment, intent, urgency, complexity }).map(([key, each]) => questionRow(key, each)),
    heading(['first', 'second', 'both', 'F1', 'kappa']),
    ...Object.entries(agreement.flags).map(([flag, each]) => flagRow(flag, each)),
  ];
}

function confusedLines({ sentiment, intent, urgency, complexity }: Agreement): string[] {
  const questions = Object.entries({ sentiment, intent, urgency, complexity });
  return questions.flatMap(([question, { confused }]) =>
    confused.map(({ first, second, count }) => `  ${String(count).padStart(3)}  ${question}: ${first}, ${second}`),
  );
}

/** The lines of the report. @param lost second labels whose message is no longer in the corpus */
export function agreementLines(parts: Readonly<Record<string, Agreement>>, lost: number): string[] {
  return [
    ...Object.entries(parts).flatMap(([name, agreement]) => partLines(name, agreement)),
    ...(parts['all'] ? ['\nWhere they differ: the first label, the second', ...confusedLines(parts['all'])] : []),
    ...(lost > 0 ? [`\n${lost} second labels left out: their messages are no longer in the corpus`] : []),
  ];
}
