import { describe, expect, it } from 'vitest';
import { detailSchema, exampleOf } from '#contracts/catalogue-docs/events-page.ts';
import { pages } from '#contracts/catalogue-docs/pages.ts';
import { type EventType, eventCatalogue } from '#contracts/events.ts';
import { INDEXES } from '#contracts/table-keys.ts';
import { networkPages } from '#local/networks/pages.ts';
import { textOf } from './repository.ts';

describe('generated documents', () => {
  it.each([...pages(), ...networkPages(textOf('README.md'))].map(({ path, text }) => [path, text] as const))(
    '%s is what the contracts and the registry say (else: npm run docs)',
    (path, text) => {
      expect(textOf(path)).toBe(text);
    },
  );

  it('a README without a place for the networks is refused', () => {
    expect(() => networkPages('# Earshot')).toThrow('no <!-- networks -->');
  });

  it.each(Object.keys(eventCatalogue) as EventType[])('the example of %s parses by its schema', (type) => {
    expect(detailSchema(type).parse(exampleOf(type))).toEqual(exampleOf(type));
  });

  it('the table has at most four indexes', () => {
    expect(Object.keys(INDEXES).length).toBeLessThanOrEqual(4);
  });
});
