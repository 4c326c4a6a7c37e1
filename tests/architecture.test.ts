import { describe, expect, it } from 'vitest';
import { violationsOf } from './architecture/checker.ts';
import { textFiles, textOf } from './architecture/repository.ts';
import { lineOf } from './architecture/violation.ts';

describe('the repository', () => {
  it('keeps the rules of the house (each line says file, rule and how to mend it)', () => {
    const violations = textFiles().flatMap((path) => violationsOf(path, textOf(path)));
    expect(violations.map(lineOf)).toEqual([]);
  });
});
