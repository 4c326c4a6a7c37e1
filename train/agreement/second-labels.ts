import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { type CorpusLine, corpusLine, readCorpus, readJsonLines } from '../corpus.ts';

/** The second labels of a sample of the corpus: each names its message by a hash, and never repeats its words. */

const secondLine = corpusLine
  .pick({ sentiment: true, intent: true, urgency: true, complexity: true, flags: true })
  .extend({ sha256: z.string().regex(/^[0-9a-f]{16}$/), file: z.string() });
export type Labelling = Omit<z.infer<typeof secondLine>, 'sha256' | 'file'>;

/** A message of the corpus with both labellings. */
export interface LabelledTwice {
  readonly file: string;
  readonly first: CorpusLine;
  readonly second: Labelling;
}

/** What stands for a message in the second labels: the first sixteen digits of its words' SHA-256. */
export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const byHash = (file: string) => new Map(readCorpus(file).map((line) => [textHash(line.text), line]));

/**
 * Second labels beside the first.
 * @param corpus the folder of the corpus, with second/labels.jsonl in it
 * @returns also how many second labels have lost their message: it was reworded or removed since.
 * @throws when a line is none, or its file is not there.
 */
export function labelledTwice(corpus: string): { readonly messages: readonly LabelledTwice[]; readonly lost: number } {
  const seconds = readJsonLines(join(corpus, 'second', 'labels.jsonl'), secondLine);
  const firsts = new Map(
    [...new Set(seconds.map(({ file }) => file))].map((file) => [file, byHash(join(corpus, file))]),
  );
  const messages = seconds.flatMap(({ sha256, file, ...second }) => {
    const first = firsts.get(file)?.get(sha256);
    return first ? [{ file, first, second }] : [];
  });
  return { messages, lost: seconds.length - messages.length };
}
