import { NotFoundError, StaleError } from '#domain/errors.ts';
import type { NextVersion, Version, VersionedDocuments } from '#domain/versioned.ts';
import type { Caller } from './caller.ts';
import type { AgentApiPorts } from './ports.ts';

/** Documents in versions, as the API reads and writes them: the number of a version is its ETag, 0 before the first. */

interface Put<T> {
  readonly documents: VersionedDocuments<T>;
  readonly name: string;
  readonly document: T;
  /** What is in force under the name until somebody puts a version; absent where nothing is. */
  readonly shipped?: T | undefined;
  /** How often the family had been edited before the others were read that it goes together with. */
  readonly edits?: number | undefined;
}

interface Asked {
  readonly caller: Caller;
  readonly ifMatch: number;
  readonly body: { readonly why?: string | undefined };
}

/** JSON with sorted keys: the table gives maps back in an order of its own. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

const same = (a: unknown, b: unknown): boolean => sortedJson(a) === sortedJson(b);

/** Whether this very request was served before and its answer was lost. */
function isOwn<T>({ number, document, by, why }: Version<T>, next: NextVersion<T>, seen: number): boolean {
  return number === seen + 1 && same({ document, by, why }, { document: next.document, by: next.by, why: next.why });
}

/**
 * Puts the next version of a document; what is in force already makes no version.
 * @returns the version in force; undefined where that is what ships.
 * @throws {StaleError} when another version than the one that `If-Match` names is in force.
 */
export async function putDocument<T>(
  { clock }: Pick<AgentApiPorts, 'clock'>,
  { documents, name, document, shipped, edits }: Put<T>,
  { caller, ifMatch, body: { why } }: Asked,
): Promise<Version<T> | undefined> {
  const current = await documents.current(name);
  const next = { name, document, by: { kind: caller.kind, id: caller.id }, at: clock(), why };
  if ((current?.number ?? 0) === ifMatch && same(current?.document ?? shipped, document)) return current;
  if (current && isOwn(current, next, ifMatch)) return current;
  const put = (current?.number ?? 0) === ifMatch ? await documents.put(next, ifMatch, edits) : undefined;
  if (put) return put;
  throw new StaleError(`Version ${current?.number ?? 0} is in force, the request names ${ifMatch}: read it again.`);
}

/** The number in a path. @throws {NotFoundError} when it is none. */
export function versionNumber(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new NotFoundError('There is no such version.');
}

/** @throws {NotFoundError} when there is nothing. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotFoundError(`There is no such ${what}.`);
  return value;
}
