/** What a benchmark is and what it tells. */

/** One figure. `ratio` is to the floor or rival named beside it. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio: number;
  /** What the ratio is to: the least that the same work can cost, or what others do. */
  readonly against: string;
  readonly budget: number;
  /** Which of the two figures the budget bounds. */
  readonly bounds: 'value' | 'ratio';
  readonly ok: boolean;
}

/** A benchmark. Its results' names begin with its own. */
export interface Row {
  readonly name: string;
  readonly about: string;
  /** Why it can't be measured on this machine; a row that is asked for by name is tried all the same. */
  readonly missing?: () => Promise<string | undefined>;
  readonly measure: (progress: (line: string) => void) => Promise<readonly Result[]>;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** A figure judged by its budget. */
export function result(figure: Omit<Result, 'ok'>): Result {
  const { bounds, budget } = figure;
  return { ...figure, value: rounded(figure.value), ratio: rounded(figure.ratio), ok: figure[bounds] <= budget };
}
