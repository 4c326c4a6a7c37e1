import { INTENTS, SENTIMENTS, URGENCIES } from '#domain/classification.ts';
import { FLAG_HEADS } from '../corpus.ts';
import { kappaOf, type Pair, quadratic, wilson } from './kappa.ts';
import type { LabelledTwice } from './second-labels.ts';

/** Two labellings of the same messages, compared. */

export interface QuestionAgreement {
  /** The share of messages on which both say the same, and its bounds at 95 %. */
  readonly agreed: number;
  readonly bounds: readonly [low: number, high: number];
  /** Absent where chance alone would make them agree. */
  readonly kappa: number | undefined;
  /** With labels that have an order. */
  readonly weightedKappa?: number | undefined;
  /** The most frequent first. */
  readonly confused: readonly { readonly first: string; readonly second: string; readonly count: number }[];
}

export interface FlagAgreement {
  readonly first: number;
  readonly second: number;
  readonly both: number;
  /** Absent where neither ever raised the flag. */
  readonly f1: number | undefined;
  readonly kappa: number | undefined;
}

export interface Agreement {
  readonly n: number;
  readonly sentiment: QuestionAgreement;
  readonly intent: QuestionAgreement;
  readonly urgency: QuestionAgreement;
  readonly complexity: QuestionAgreement;
  readonly flags: Readonly<Record<(typeof FLAG_HEADS)[number], FlagAgreement>>;
}

function confusedPairs(pairs: readonly Pair[]): QuestionAgreement['confused'] {
  const counts = new Map<string, { first: string; second: string; count: number }>();
  for (const [first, second] of pairs) {
    if (first === second) continue;
    const key = `${first} ${second}`;
    counts.set(key, { first, second, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** @param labels all there are, in their order where they have one */
export function questionAgreement<L extends string>(
  pairs: readonly Pair<L>[],
  labels: readonly L[],
): QuestionAgreement {
  const same = pairs.filter(([first, second]) => first === second).length;
  return {
    agreed: pairs.length === 0 ? 0 : same / pairs.length,
    bounds: wilson(same, pairs.length),
    kappa: kappaOf(pairs, labels),
    confused: confusedPairs(pairs),
  };
}

const RAISED = ['no', 'yes'] as const;
const raised = (is: boolean) => (is ? 'yes' : 'no');

/** A flag is rare, so F1 (the same whoever is taken for right) says more than the share of agreement. */
export function flagAgreement(pairs: readonly (readonly [first: boolean, second: boolean])[]): FlagAgreement {
  const first = pairs.filter(([each]) => each).length;
  const second = pairs.filter(([, each]) => each).length;
  const both = pairs.filter((pair) => pair[0] && pair[1]).length;
  const words = pairs.map((pair) => [raised(pair[0]), raised(pair[1])] as const);
  const f1 = first + second === 0 ? undefined : (2 * both) / (first + second);
  return { first, second, both, f1, kappa: kappaOf(words, RAISED) };
}

/** How far both labellings of these messages agree, question by question. */
export function agreementOf(messages: readonly LabelledTwice[]): Agreement {
  const pairs = <Q extends 'sentiment' | 'intent' | 'urgency' | 'complexity'>(question: Q) =>
    messages.map(({ first, second }) => [first[question], second[question]] as const);
  const urgency = pairs('urgency');
  const flags = FLAG_HEADS.map((flag) => {
    const raisedBy = messages.map(
      ({ first, second }) => [first.flags.includes(flag), second.flags.includes(flag)] as const,
    );
    return [flag, flagAgreement(raisedBy)] as const;
  });
  return {
    n: messages.length,
    sentiment: questionAgreement(pairs('sentiment'), SENTIMENTS),
    intent: questionAgreement(pairs('intent'), INTENTS),
    urgency: { ...questionAgreement(urgency, URGENCIES), weightedKappa: kappaOf(urgency, URGENCIES, quadratic) },
    complexity: questionAgreement(pairs('complexity'), ['simple', 'complex']),
    flags: Object.fromEntries(flags) as Agreement['flags'],
  };
}

/** The parts that are told apart: talk in general is easy, and would hide what is hard in care. */
export function agreementByPart(messages: readonly LabelledTwice[]): Readonly<Record<string, Agreement>> {
  const isTest = ({ file }: LabelledTwice) => file === 'test.jsonl';
  const isTalk = ({ first }: LabelledTwice) => first.sector === 'general';
  return {
    all: agreementOf(messages),
    test: agreementOf(messages.filter(isTest)),
    'training, care': agreementOf(messages.filter((each) => !isTest(each) && !isTalk(each))),
    'training, talk': agreementOf(messages.filter((each) => !isTest(each) && isTalk(each))),
  };
}
