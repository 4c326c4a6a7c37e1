/** How good verdicts are, by the measures of the field. All are shares from 0 to 1. */

/** One verdict beside the label that is right. */
export interface Judged<L extends string = string> {
  readonly right: L;
  readonly said: L;
  readonly confidence: number;
}

export interface LabelScore {
  readonly label: string;
  /** How often it is right. */
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Score {
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly macroRecall: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number =>
  ratio(
    values.reduce((a, b) => a + b, 0),
    values.length,
  );

/** Precision, recall and F1 of each label that occurs among the right ones. */
export function labelScores(judged: readonly Judged[], labels: readonly string[]): LabelScore[] {
  return labels.flatMap((label) => {
    const support = judged.filter(({ right }) => right === label).length;
    if (support === 0) return [];
    const said = judged.filter((each) => each.said === label).length;
    const both = judged.filter((each) => each.said === label && each.right === label).length;
    return [
      {
        label,
        support,
        precision: ratio(both, said),
        recall: ratio(both, support),
        f1: ratio(2 * both, said + support),
      },
    ];
  });
}

/** Accuracy, and the unweighted means over labels of F1 and recall. */
export function scoreOf(judged: readonly Judged[], labels: readonly string[]): Score {
  const scores = labelScores(judged, labels);
  return {
    n: judged.length,
    accuracy: ratio(judged.filter(({ right, said }) => right === said).length, judged.length),
    macroF1: mean(scores.map(({ f1 }) => f1)),
    macroRecall: mean(scores.map(({ recall }) => recall)),
  };
}

const BINS = 10;

/**
 * Expected calibration error: the mean distance of confidence and accuracy over ten equal bins of confidence, weighed by
 * how many verdicts fall into each (Naeini et al. 2015).
 */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    judged.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
  );
  const off = bins.map((bin) => {
    const right = ratio(bin.filter((each) => each.right === each.said).length, bin.length);
    return ratio(bin.length, judged.length) * Math.abs(right - mean(bin.map(({ confidence }) => confidence)));
  });
  return off.reduce((a, b) => a + b, 0);
}

const SHARES = [1, 0.9, 0.8, 0.7, 0.6, 0.5];

/** Accuracy on the surest share of the verdicts: what abstaining on the rest buys. */
export function abstentionCurve(judged: readonly Judged[]): { answered: number; accuracy: number }[] {
  const surest = [...judged].sort((a, b) => b.confidence - a.confidence);
  return SHARES.map((answered) => {
    const kept = surest.slice(0, Math.ceil(answered * surest.length));
    return { answered, accuracy: ratio(kept.filter(({ right, said }) => right === said).length, kept.length) };
  });
}
