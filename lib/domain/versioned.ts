import type { Actor } from '#domain/actor.ts';

/** Documents that people change, such as policies and calendars: every version is kept, and says who, when and why. */

/** Who made a version, when and why. */
export interface Authorship {
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly why?: string | undefined;
}

/** One version of a document, immutable. */
export interface Version<T> extends Authorship {
  readonly name: string;
  /** From 1, without gaps. */
  readonly number: number;
  readonly document: T;
}

/** A version that is kept is of another shape than this release reads: a newer one has put it, or an older one. */
export class UnreadableVersionError extends Error {
  override readonly name = 'UnreadableVersionError';
}

/** The documents of one family, each under its name, in all their versions. */
export interface VersionedDocuments<T> {
  /**
   * The version in force; undefined while nobody has put one: then the default that ships holds.
   * @throws {UnreadableVersionError} as every reader does.
   */
  current(name: string): Promise<Version<T> | undefined>;
  version(name: string, number: number): Promise<Version<T> | undefined>;
  /** Every version of a document, the newest first. */
  versions(name: string): Promise<Version<T>[]>;
  /** What is in force under every name, by name. */
  all(): Promise<Version<T>[]>;
  /** How often a version was put with `edits`, under whatever name. */
  edits(): Promise<number>;
  /**
   * Puts the next version.
   * @param seen the number of the version it replaces, 0 for the first.
   * @param edits what `edits` was before the others were read that it must go together with; absent: with none.
   * @returns undefined when somebody put another version meanwhile, or with `edits` one of another document.
   */
  put(next: NextVersion<T>, seen: number, edits?: number): Promise<Version<T> | undefined>;
}

/** A version that has no number yet. */
export type NextVersion<T> = Omit<Version<T>, 'number'>;
