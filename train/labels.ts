import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { HeadName } from '#classifiers/embedded/heads.ts';
import { type LabelLine, labelLine } from '#contracts/agent-api-labels.ts';
import { INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { FLAG_HEADS } from './corpus.ts';
import type { Example } from './example.ts';

/** What agents corrected, as `npm run labels` takes it out: lines to adapt a model by, and lines to measure it on. */

/** A line that has its words. */
export type Label = LabelLine & { readonly text: string };

/** The file can't be learned from. */
export class LabelsError extends Error {
  override readonly name = 'LabelsError';
}

/** Every fifth message is held back, by its words: the same message always lies on the same side. */
const HELD_BACK_EACH = 5;
/** How much what an agent corrected counts beside a line of the corpus: it was wrong, and it is of this deployment. */
const WEIGHT = 2;

export interface Labels {
  readonly taught: readonly Label[];
  readonly heldBack: readonly Label[];
  readonly sha256: string;
}

function readLabel(line: string, number: number): Label | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LabelsError(`line ${number} is not JSON: each line must be one object, as \`npm run labels\` writes it.`);
  }
  const read = labelLine.safeParse(value);
  if (!read.success) throw new LabelsError(`line ${number}: ${z.prettifyError(read.error).replaceAll('\n', ' ')}`);
  const { text } = read.data;
  // Whoever may not read tickets gets labels without words: there is nothing to learn from.
  return text ? { ...read.data, text } : undefined;
}

const sideOf = ({ text }: Label): number => createHash('sha256').update(text).digest()[0] ?? 0;

/** @throws {LabelsError} naming the line and what is wrong with it. */
export function readLabels(file: string): Labels {
  const content = readFileSync(file, 'utf8');
  const lines = content.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : (readLabel(line, at + 1) ?? [])));
  // A message labelled again is there again: the last word counts.
  const labels = [...new Map(lines.map((label) => [label.text, label])).values()];
  return {
    taught: labels.filter((label) => sideOf(label) % HELD_BACK_EACH !== 0),
    heldBack: labels.filter((label) => sideOf(label) % HELD_BACK_EACH === 0),
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

/** What a label says of each head; what nobody said teaches nothing. */
export function labelExample({ text, lang, sentiment, intent, urgency, flags, automationMaySpeak }: Label): Example {
  const mood = sentiment && SENTIMENTS.indexOf(sentiment);
  const labels: Partial<Record<HeadName, number | undefined>> = {
    care_sentiment: mood,
    intent: intent && INTENTS.indexOf(intent),
    urgency: urgency && URGENCIES.indexOf(urgency),
    // Said outright alone: what else was corrected must not shift when a person is needed.
    person: automationMaySpeak === undefined ? undefined : automationMaySpeak ? 0 : 1,
    ...(flags && Object.fromEntries(FLAG_HEADS.map((flag) => [flag, flags.includes(flag) ? 1 : 0]))),
  };
  const said = Object.entries(labels).filter((each): each is [string, number] => each[1] !== undefined);
  const weights = Object.fromEntries(said.map(([head]) => [head, WEIGHT]));
  return { text, language: lang, labels: Object.fromEntries(said), weights, isHeldOut: false, source: 'labels' };
}
