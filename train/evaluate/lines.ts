import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { INTENTS, SENTIMENTS } from '#domain/classification.ts';

/** What is measured on: a message a line, with the labels that somebody gave it. */

export const evaluationLine = z.object({
  text: z.string(),
  lang: z.optional(z.string()),
  sentiment: z.optional(z.enum(SENTIMENTS)),
  intent: z.optional(z.enum(INTENTS)),
  ironic: z.optional(z.boolean()),
  urgent: z.optional(z.boolean()),
  automationMaySpeak: z.optional(z.boolean()),
});
export type EvaluationLine = z.infer<typeof evaluationLine>;

/** A line of the file is no labelled message. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/** @throws {LineError} naming the line and what is wrong with it. */
export function readLine(line: string, number: number): EvaluationLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError(`line ${number} is not JSON: each line must be one object`);
  }
  const read = evaluationLine.safeParse(value);
  if (read.success) return read.data;
  throw new LineError(`line ${number}: ${z.prettifyError(read.error).replaceAll('\n', ' ')}`);
}

/** @throws {LineError} when there is nothing to measure, or a line cannot be read. */
export function readLines(file: string): EvaluationLine[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]));
  if (lines.length === 0) throw new LineError('the file has no line');
  return lines;
}
