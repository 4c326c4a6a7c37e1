import type { DocumentMistake } from '#domain/document-mistake.ts';

/** What is wrong with a name in a document: a name of blanks matches nothing, and one of a book's length is a slip. */

/** The longest name, in characters. */
export const LONGEST_NAME = 200;

export function textMistakes(name: string, pointer: string): DocumentMistake[] {
  if (name.trim() === '') return [{ pointer, detail: 'It is empty.', mend: 'Name it, or leave it out.' }];
  if (name !== name.trim()) {
    return [
      { pointer, detail: 'It begins or ends with blanks.', mend: 'Leave them out: names are compared as they are.' },
    ];
  }
  if (name.length <= LONGEST_NAME) return [];
  return [{ pointer, detail: `It has ${name.length} characters.`, mend: `Use at most ${LONGEST_NAME}.` }];
}

/** @param pointer of the list. */
export function twiceMistakes(names: readonly string[], pointer: string): DocumentMistake[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ pointer: `${pointer}/${index}`, detail: 'The same name twice.', mend: 'Leave one of them out.' }];
  });
}
