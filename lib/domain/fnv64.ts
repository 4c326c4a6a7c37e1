/**
 * FNV-1a of 64 bits: tells texts apart, keeps no secret. In two halves, because a number holds 53 bits exactly.
 * @returns 16 hexadecimal digits.
 */
export function fnv64(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(text)) {
    const mixed = (low ^ byte) >>> 0;
    // Times the prime 2^40 + 0x1b3: the first term shifts the low half into the high one.
    const product = mixed * 0x1b3;
    const carried = Math.floor(product / 2 ** 32);
    high = (high * 0x1b3 + carried + ((mixed << 8) >>> 0)) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return hex(high) + hex(low);
}

const hex = (half: number): string => half.toString(16).padStart(8, '0');
