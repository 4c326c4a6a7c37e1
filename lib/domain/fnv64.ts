/**
 * FNV-1a of 64 bits: tells texts apart, keeps no secret. In two halves, because a number holds 53 bits exactly.
 * @returns 16 hexadecimal digits.
 */
export function fnv64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < bytes.length; index++) {
    const mixed = (low ^ (bytes[index] ?? 0)) >>> 0;
    // Times the prime 2^40 + 0x1b3: the first term shifts the low half into the high one.
    const product = mixed * 0x1b3;
    low = product >>> 0;
    high = (high * 0x1b3 + (product - low) / 2 ** 32 + ((mixed << 8) >>> 0)) >>> 0;
  }
  return hex(high) + hex(low);
}

const hex = (half: number): string => half.toString(16).padStart(8, '0');
