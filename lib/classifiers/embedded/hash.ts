/** The hashes under which words and n-grams stand in the model. The model file depends on them: they never change. */

/** What keeps the kinds of features apart. */
export const SEEDS = {
  word: 0x811c9dc5,
  denied: 0x2f0b4a37,
  pair: 0x5bd1e995,
  skip: 0x1b873593,
  letters: 0x3c6ef372,
  style: 0x85ebca6b,
} as const;

const FNV_PRIME = 0x01000193;

/** One UTF-16 unit more of FNV-1a. */
export const hashedUnit = (unit: number, hash: number): number => Math.imul(hash ^ unit, FNV_PRIME);

/** FNV-1a over UTF-16 units, from a seed or from the hash of what came before; finish it with `mixed`. */
export function hashed(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = hashedUnit(text.charCodeAt(i), hash);
  return hash;
}

/**
 * Spreads a hash over all 32 bits (the finaliser of MurmurHash3); never 0, which marks an empty place.
 * @returns a signed number of 32 bits, which the engine keeps without a box; in files it stands unsigned
 */
export function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16) || 1;
}

/** The hash of a word, or of words joined by blanks, in the lexicons of a language. */
export const lexiconHash = (form: string): number => mixed(hashed(form, SEEDS.word));
