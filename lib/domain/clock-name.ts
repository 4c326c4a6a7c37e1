/**
 * What is promised of a ticket: a first response, an answer to each later question, a resolution of the episode, one of
 * the whole matter, and word from time to time meanwhile.
 */
export const CLOCK_NAMES = [
  'firstResponse',
  'nextResponse',
  'resolution',
  'totalResolution',
  'periodicUpdate',
] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];
