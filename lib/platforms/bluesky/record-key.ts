import { createHash } from 'node:crypto';

/** Keys of posts: timestamp identifiers (TID), 64 bits in sortable base 32 (AT Protocol, "Record Key"). */

const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const LENGTH = 13;
/** Low bits that tell apart what was written in one microsecond. */
const CLOCK_BITS = 10n;
const SECOND_MICROS = 1_000_000n;

/**
 * The key of the post that a reply becomes: always the same, so that a reply that is sent again is the same post. Its time is
 * that of the message answered, and up to a second more.
 * @param lastInAt ISO 8601, when it is known.
 */
export function recordKey(replyKey: string, lastInAt: string | undefined): string {
  const hash = createHash('sha256').update(replyKey).digest().readBigUInt64BE();
  const ms = Date.parse(lastInAt ?? '');
  const micros = BigInt(Number.isNaN(ms) ? 0 : ms) * 1_000n + (hash % SECOND_MICROS);
  return base32((micros << CLOCK_BITS) | ((hash >> 32n) & ((1n << CLOCK_BITS) - 1n)));
}

function base32(value: bigint): string {
  const digits = Array.from({ length: LENGTH }, (_, index) => ALPHABET[Number((value >> BigInt(5 * index)) & 31n)]);
  return digits.reverse().join('');
}
