import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusExamples, readCorpus } from './corpus.ts';
import type { Example } from './example.ts';
import { GO_EMOTIONS_FILES, goEmotions } from './go-emotions.ts';

/** Everything a model is trained on, with the hash of every file. */

export interface Sources {
  /** Follows from the files: the same files, the same version. */
  readonly version: string;
  readonly examples: readonly Example[];
  readonly files: readonly { readonly name: string; readonly messages: number | undefined; readonly sha256: string }[];
}

/** Measured on, never trained on. */
export const MEASURED = new Set(['test.jsonl', 'guard.jsonl']);

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

interface Folders {
  readonly corpus: string;
  /** Holds goemotions/; absent, the corpus alone is read. */
  readonly data?: string | undefined;
  /** A file of the corpus that is left out. */
  readonly without?: string | undefined;
}

/** @throws {TypeError} when the corpus has no such file to leave out. */
export function readSources({ corpus, data, without }: Folders): Sources {
  const names = readdirSync(corpus)
    .filter((name) => name.endsWith('.jsonl') && !MEASURED.has(name))
    .sort();
  if (without && !names.includes(without)) throw new TypeError(`The corpus has no ${without} to learn from.`);
  const own = names
    .filter((name) => name !== without)
    .map((name) => {
      const lines = readCorpus(join(corpus, name));
      const file = { name: `corpus/${name}`, messages: lines.length, sha256: hashOf(join(corpus, name)) };
      return { file, examples: corpusExamples(lines, name) };
    });
  const lent = data
    ? GO_EMOTIONS_FILES.map((name) => ({ name, messages: undefined, sha256: hashOf(join(data, name)) }))
    : [];
  const files = [...own.map(({ file }) => file), ...lent];
  const version = createHash('sha256')
    .update(files.map(({ sha256 }) => sha256).join())
    .digest('hex')
    .slice(0, 12);
  return { version, examples: [...own.flatMap(({ examples }) => examples), ...(data ? goEmotions(data) : [])], files };
}
