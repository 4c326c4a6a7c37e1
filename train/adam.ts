/** Adam (Kingma and Ba 2015) over one array of parameters, with decay towards zero. */
export class Adam {
  readonly values: Float32Array;
  private readonly mean: Float32Array;
  private readonly square: Float32Array;
  private readonly decay: number;

  constructor(values: Float32Array, decay = 1e-4) {
    this.values = values;
    this.mean = new Float32Array(values.length);
    this.square = new Float32Array(values.length);
    this.decay = decay;
  }

  /** One step of one parameter against its gradient. */
  step(at: number, gradient: number, rate: number): void {
    const value = this.values[at] as number;
    const pulled = gradient + this.decay * value;
    const mean = 0.9 * (this.mean[at] as number) + 0.1 * pulled;
    const square = 0.999 * (this.square[at] as number) + 0.001 * pulled * pulled;
    this.mean[at] = mean;
    this.square[at] = square;
    this.values[at] = value - (rate * mean) / (Math.sqrt(square) + 1e-3);
  }
}
