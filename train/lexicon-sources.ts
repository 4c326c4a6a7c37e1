import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lexiconHash } from '#classifiers/embedded/hash.ts';
import { TOPICS } from '#classifiers/embedded/heads.ts';
import type { Lexicon } from '#classifiers/embedded/lexicons.ts';
import { tokensOf } from '#classifiers/embedded/tokens.ts';

/**
 * Word lists: AFINN (Nielsen, MIT) and VADER (Hutto and Gilbert, MIT) for English, from the packages that carry them,
 * and lists written for this project: one a language, with its negations and English topics, and one of emoji and emoticons,
 * which people of every language use alike.
 */

const packages = createRequire(import.meta.url);
/** AFINN goes from -5 to 5. */
const AFINN_SCALE = 0.8;

type Scores = readonly (readonly [phrase: string, score: number])[];

const hashOf = (phrase: string): number =>
  lexiconHash(
    tokensOf(phrase)
      .map(({ form }) => form)
      .join(' '),
  );

/** A list by hash; a phrase that stands twice (in two spellings) has the mean. */
function listOf(scores: Scores): Map<number, number> {
  const all = new Map<number, number[]>();
  for (const [phrase, score] of scores) {
    if (Number.isFinite(score) && score !== 0) all.set(hashOf(phrase), [...(all.get(hashOf(phrase)) ?? []), score]);
  }
  return new Map([...all].map(([hash, found]) => [hash, found.reduce((a, b) => a + b, 0) / found.length]));
}

function afinn(): Scores {
  const labels = packages('sentiment/languages/en/labels.json') as Record<string, number>;
  return Object.entries(labels).map(([word, score]) => [word, score * AFINN_SCALE]);
}

function vader(): Scores {
  const file = join(dirname(packages.resolve('vader-sentiment')), 'vader_lexicon.js');
  const source = readFileSync(
    existsSync(file) ? file : packages.resolve('vader-sentiment/src/vader_lexicon.js'),
    'utf8',
  );
  return [...source.matchAll(/"([^"\n]+)":\s*(-?[\d.]+)/g)].map(([, word = '', score]) => [word, Number(score)]);
}

const rowsOf = (file: string): string[][] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => line.split('\t').map((cell) => cell.trim()))
    : [];

const moodsIn = (file: string): Scores => rowsOf(file).map(([phrase = '', score]) => [phrase, Number(score)]);

const ownMoods = (folder: string, language: string): Scores => [
  ...moodsIn(join(folder, `moods-${language}.tsv`)),
  ...moodsIn(join(folder, 'emoji.tsv')),
];

function negationsOf(folder: string, language: string): Set<number> {
  const rows = rowsOf(join(folder, `function-${language}.tsv`));
  return new Set(rows.flatMap(([word = '', kind]) => (kind === 'negation' && !word.includes(' ') ? hashOf(word) : [])));
}

function topicsOf(folder: string, language: string): Lexicon['topics'] {
  const topics = new Map<number, [number, number][]>();
  for (const [phrase = '', topic = '', strength] of rowsOf(join(folder, `topics-${language}.tsv`))) {
    const at = (TOPICS as readonly string[]).indexOf(topic);
    if (at < 0) continue;
    topics.set(hashOf(phrase), [...(topics.get(hashOf(phrase)) ?? []), [at, Number(strength)]]);
  }
  return topics;
}

/** The lists of every language in a folder. Each mood list keeps the same place, so that its signals mean the same. */
export function readLexicons(folder: string): Map<string, Lexicon> {
  const languages = readdirSync(folder).flatMap((name) => /^function-(\w+)\.tsv$/.exec(name)?.[1] ?? []);
  return new Map(
    languages.sort().map((language) => {
      const isEnglish = language === 'en';
      const own = listOf(ownMoods(folder, language));
      const moods = isEnglish ? [listOf(afinn()), listOf(vader()), own] : [new Map(), new Map(), own];
      return [language, { negations: negationsOf(folder, language), moods, topics: topicsOf(folder, language) }];
    }),
  );
}
