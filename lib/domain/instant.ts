/** Instants as ISO 8601 UTC with milliseconds: text that sorts by time. */

/** The earliest of the times given, undefined when there is none. */
export function earliest(...times: readonly (string | undefined)[]): string | undefined {
  return times.filter((time) => time !== undefined).sort()[0];
}

/** The latest of the times given, undefined when there is none. */
export function latest(...times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
}
