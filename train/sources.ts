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

/** @param folders `data` holds goemotions/; absent, the corpus alone is read. */
export function readSources(folders: { readonly corpus: string; readonly data?: string | undefined }): Sources {
  const { corpus, data } = folders;
  const names = readdirSync(corpus)
    .filter((name) => name.endsWith('.jsonl') && !MEASURED.has(name))
    .sort();
  const own = names.map((name) => {
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
