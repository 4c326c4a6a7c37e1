/** X makes its ids out of the time: milliseconds since its own epoch, then 22 bits of where and how many. */

const EPOCH_MS = 1_288_834_974_657n;
const SEQUENCE_BITS = 22n;

/** When a post was made, epoch milliseconds. */
export function timeOfId(id: string): number {
  return Number((BigInt(id) >> SEQUENCE_BITS) + EPOCH_MS);
}

/** The first id of a millisecond. */
export function idAt(ms: number): string {
  return ((BigInt(ms) - EPOCH_MS) << SEQUENCE_BITS).toString();
}
