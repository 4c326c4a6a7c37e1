/** Takes sections of numbers off bytes, one after the other; each begins at a multiple of four. */
export class SectionReader {
  private readonly body: Uint8Array;
  private at = 0;

  constructor(body: Uint8Array) {
    // A view of numbers needs an aligned buffer, which bytes out of a file or a download need not have.
    this.body = body.byteOffset % 4 === 0 ? body : new Uint8Array(body);
  }

  private take(size: number): number {
    const from = this.at;
    if (from + size > this.body.length) throw new RangeError('a section is missing');
    this.at = Math.ceil((from + size) / 4) * 4;
    return this.body.byteOffset + from;
  }

  /** So many whole numbers of 32 bits. */
  words(length: number): Uint32Array {
    return new Uint32Array(this.body.buffer, this.take(length * 4), length);
  }

  floats(length: number): Float32Array {
    return new Float32Array(this.body.buffer, this.take(length * 4), length);
  }

  /** So many signed bytes. */
  bytes(length: number): Int8Array {
    return new Int8Array(this.body.buffer, this.take(length), length);
  }
}
