/**
 * Makes a thing when it is first asked for, and once. A function that only takes webhooks or looks at rules should not wait
 * at its start for what counts characters: segmenters and patterns of Unicode take ten milliseconds each to make.
 */
export function madeWhenAsked<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
