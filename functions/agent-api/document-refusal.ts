import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { DocumentMistake } from '#domain/document-mistake.ts';
import { summaryOf } from './mistakes.ts';

/** Turns away documents that fit their schema and still cannot be put in force. */

const MOST_MISTAKES = 50;
/** An item of the table has 400 KB; a version needs room for its author and its keys. */
const MOST_BYTES = 300_000;

function sizeMistakes(document: unknown): DocumentMistake[] {
  const bytes = new TextEncoder().encode(JSON.stringify(document)).byteLength;
  if (bytes <= MOST_BYTES) return [];
  return [{ pointer: '', detail: `It has ${bytes} bytes as JSON.`, mend: `Send at most ${MOST_BYTES}.` }];
}

/**
 * Lets a document pass that an item of the table has room for; what is larger is not looked at further.
 * @throws {ApiProblem} 422.
 */
export const assertFits = (document: unknown, at: string): void => refuse(at, sizeMistakes(document));

/**
 * Lets a document pass that has no mistakes.
 * @param at where the document stands in the body, as a JSON pointer.
 * @throws {ApiProblem} 422 with what is wrong, where, and how to mend it.
 */
export function assertSound(document: unknown, at: string, mistakes: readonly DocumentMistake[]): void {
  refuse(at, [...sizeMistakes(document), ...mistakes]);
}

function refuse(at: string, all: readonly DocumentMistake[]): void {
  if (all.length === 0) return;
  const errors = all
    .slice(0, MOST_MISTAKES)
    .map(({ pointer, ...said }) => ({ in: 'body' as const, pointer: `${at}${pointer}`, ...said }));
  throw new ApiProblem('document-refused', summaryOf(all.length, 'document'), { errors });
}
