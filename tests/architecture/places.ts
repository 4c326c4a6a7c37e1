/** What a file is, by where it lies: the rows of the import table. */
export type Kind =
  | 'domain'
  | 'platforms'
  | 'platform'
  | 'contracts'
  | 'contract-docs'
  | 'classifiers'
  | 'adapters'
  | 'local'
  | 'constructs'
  | 'stacks'
  | 'shell'
  | 'handler'
  | 'env'
  | 'story'
  | 'tests'
  | 'bench'
  | 'bin'
  | 'train'
  | 'data'
  | 'root';

export interface Place {
  readonly kind: Kind;
  /** Which one of its kind: the platform or the function. */
  readonly unit?: string | undefined;
}

/** First match wins; the group, where there is one, names the unit. */
const PLACES: readonly (readonly [RegExp, Kind])[] = [
  [/\.json$/, 'data'],
  [/^lib\/domain\//, 'domain'],
  [/^lib\/platforms\/([^/]+)\//, 'platform'],
  [/^lib\/platforms\//, 'platforms'],
  [/^lib\/contracts\/(?:openapi|catalogue-docs)\//, 'contract-docs'],
  [/^lib\/contracts\//, 'contracts'],
  [/^lib\/classifiers\//, 'classifiers'],
  [/^lib\/adapters\//, 'adapters'],
  [/^lib\/local\//, 'local'],
  [/^lib\/constructs\//, 'constructs'],
  [/^lib\/stacks\//, 'stacks'],
  [/^functions\/shell\//, 'shell'],
  [/^functions\/([^/]+)\/handler\.ts$/, 'handler'],
  [/^functions\/([^/]+)\/env\.ts$/, 'env'],
  [/^functions\/([^/]+)\//, 'story'],
  [/^tests\//, 'tests'],
  [/^bench\//, 'bench'],
  [/^bin\//, 'bin'],
  [/^(?:train|examples)\//, 'train'],
  [/^[^/]+$/, 'root'],
];

/** @throws {Error} for a file in a folder that the table does not know: a new folder is a decision. */
export function placeOf(path: string): Place {
  for (const [pattern, kind] of PLACES) {
    const match = pattern.exec(path);
    if (match) return { kind, unit: match[1] };
  }
  throw new Error(`${path} lies in no known folder: add a row to tests/architecture/places.ts and import-table.ts.`);
}
