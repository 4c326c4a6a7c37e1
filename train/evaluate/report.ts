import { INTENTS, SENTIMENTS } from '#domain/classification.ts';
import type { Baselines } from './baselines.ts';
import { type Details, type Evaluation, YES_NO } from './evaluate.ts';
import { leaks } from './guard-score.ts';
import { abstentionCurve, calibrationError, type Judged, labelScores } from './measures.ts';

/** The report for people: a table a question. */

const cell = (value: number): string => value.toFixed(3).padStart(10);
const row = (name: string, values: readonly number[]): string => `  ${name.padEnd(18)}${values.map(cell).join('')}`;
const head = (title: string, columns: readonly string[]): string =>
  `\n${title}\n  ${''.padEnd(18)}${columns.map((column) => column.padStart(10)).join('')}`;

function labelTable(title: string, judged: readonly Judged[], labels: readonly string[]): string[] {
  if (judged.length === 0) return [];
  const rows = labelScores(judged, labels).map(({ label, support, precision, recall, f1 }) =>
    row(`${label} (${support})`, [precision, recall, f1]),
  );
  return [head(title, ['precision', 'recall', 'F1']), ...rows];
}

function confidenceLines(judged: readonly Judged[]): string[] {
  if (judged.length === 0) return [];
  const curve = abstentionCurve(judged).map(
    ({ answered, accuracy }) => `${Math.round(answered * 100)}%: ${accuracy.toFixed(3)}`,
  );
  return [
    `  expected calibration error ${calibrationError(judged).toFixed(3)}`,
    `  accuracy on the surest share: ${curve.join('  ')}`,
  ];
}

function summaryLines({ sentiment, intent, irony, urgency, guard }: Evaluation): string[] {
  const lines = [head('All', ['accuracy', 'macro-F1', 'recall'])];
  if (sentiment) lines.push(row('sentiment', [sentiment.accuracy, sentiment.macroF1, sentiment.macroRecall]));
  if (intent) lines.push(row('intent', [intent.accuracy, intent.macroF1, intent.macroRecall]));
  if (irony) lines.push(`  irony                       ${cell(irony.macroF1)}`);
  if (urgency) lines.push(`  urgency                     ${cell(urgency.macroF1)}`);
  if (guard)
    lines.push(`  guard: leak rate ${guard.leakRate.toFixed(4)}, over-hold rate ${guard.overHoldRate.toFixed(4)}`);
  return lines;
}

const baselineLines = (all: Baselines): string[] =>
  Object.entries(all).map(([name, { accuracy, macroF1, macroRecall }]) => row(name, [accuracy, macroF1, macroRecall]));

/** The lines of the report. @param baselines what the libraries made of the same lines, when they were asked. */
export function reportLines(evaluation: Evaluation, details: Details, baselines: Baselines | undefined): string[] {
  const leaked = leaks(details.guard);
  return [
    `${evaluation.n} messages, ${evaluation.messagesPerSecond} a second`,
    ...summaryLines(evaluation),
    ...(baselines && details.sentiment.length > 0 ? baselineLines(baselines) : []),
    ...labelTable('Sentiment', details.sentiment, SENTIMENTS),
    ...confidenceLines(details.sentiment),
    ...labelTable('Intent', details.intent, INTENTS),
    ...confidenceLines(details.intent),
    ...labelTable('Irony', details.irony, YES_NO),
    ...labelTable('Urgent', details.urgency, YES_NO),
    ...(leaked.length > 0 ? ['\nLet through by the guard', ...leaked.map(({ text }) => `  ${text}`)] : []),
  ];
}
