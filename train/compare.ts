import type { Classifier } from '#domain/classification.ts';
import { type Evaluation, evaluate } from './evaluate/evaluate.ts';
import type { EvaluationLine } from './evaluate/lines.ts';

/** Whether an adapted model may take the place of the one before: measured on labels that neither has learned from. */

/** The shares of one model. Parts without labels are left out. */
export interface Figures {
  /** Verdicts that are right, of the labels held back. */
  readonly sentiment?: number | undefined;
  readonly intent?: number | undefined;
  /** Of the messages of the guard's test set that need a person, those that automation would have answered. */
  readonly leakRate: number;
}

export interface Comparison {
  readonly heldBack: number;
  readonly before: Figures;
  readonly after: Figures;
  /** Why the adapted one may not ship; empty when it may. */
  readonly worse: readonly string[];
}

/** With fewer messages held back, better and worse are chance. */
export const LEAST_HELD_BACK = 20;
/** The guard's goal: an adapted model may leak so much, or as much as the one before. */
const MOST_LEAKED = 0.01;

const share = (value: number | undefined): string => `${((value ?? 0) * 100).toFixed(1)} %`;

/** What got worse, in words. */
export function worseIn(before: Figures, after: Figures): string[] {
  const told = (['sentiment', 'intent'] as const).flatMap((head) => {
    const [was = 0, is = 1] = [before[head], after[head]];
    return is < was ? [`${head}: ${share(was)} right before, ${share(is)} after`] : [];
  });
  const isLeaky = after.leakRate > Math.max(MOST_LEAKED, before.leakRate);
  return isLeaky ? [...told, `guard: leaked ${share(before.leakRate)} before, ${share(after.leakRate)} after`] : told;
}

/** What both models are measured on. */
export interface Measured {
  readonly heldBack: readonly EvaluationLine[];
  readonly guard: readonly EvaluationLine[];
}

async function figuresOf(classify: Classifier, { heldBack, guard }: Measured): Promise<Figures> {
  const now = () => 0;
  const own: Evaluation = (await evaluate(heldBack, { classify, now })).evaluation;
  const guarded = (await evaluate(guard, { classify, now })).evaluation;
  const leakRate = guarded.guard?.leakRate ?? 0;
  return { sentiment: own.sentiment?.accuracy, intent: own.intent?.accuracy, leakRate };
}

/** Measures both models on the labels held back, and the guard over both on its test set. */
export async function compare(
  models: { readonly before: Classifier; readonly after: Classifier },
  measured: Measured,
): Promise<Comparison> {
  const before = await figuresOf(models.before, measured);
  const after = await figuresOf(models.after, measured);
  return { heldBack: measured.heldBack.length, before, after, worse: worseIn(before, after) };
}
