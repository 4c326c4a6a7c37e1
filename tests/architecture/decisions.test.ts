import { expect, it } from 'vitest';
import { textFiles, textOf } from './repository.ts';

/** The records of decisions: each has a number of its own, in its name and in its title. */
const records = textFiles().filter((path) => path.startsWith('docs/decisions/'));
const numberOf = (path: string): string => /^docs\/decisions\/(\d{4})-[a-z-]+\.md$/.exec(path)?.[1] ?? path;

it('no two records of decisions share a number (else: give the later one the next free number)', () => {
  const byNumber = Object.groupBy(records, numberOf);
  expect(Object.values(byNumber).filter((sharing) => sharing?.length !== 1)).toEqual([]);
  expect(records.length).toBeGreaterThan(0);
});

it.each(records)('%s carries its number in its title', (path) => {
  expect(textOf(path).split('\n')[0]).toMatch(new RegExp(String.raw`^# ${Number(numberOf(path))}\. \S`));
});
