import { HEAD_NAMES, HEADS, type HeadName } from '#classifiers/embedded/heads.ts';
import type { Calibration, Model } from '#classifiers/embedded/model.ts';
import { personChance } from '#classifiers/embedded/person.ts';
import { chanceOf, choicesOf, highestOf, sentimentChances } from '#classifiers/embedded/probabilities.ts';
import { score } from '#classifiers/embedded/score.ts';
import type { Example } from './example.ts';

/** Finds, on messages that training has not seen, how sure each head may be and where it says yes. */

type Calibrations = Record<HeadName, Calibration>;

interface Judged {
  readonly outputs: Float32Array;
  readonly example: Example;
}

const PLAIN: Calibration = { temperature: 1, threshold: 0.5 };
const TEMPERATURES = Array.from({ length: 60 }, (_, step) => 0.4 * 1.04 ** step);
/**
 * What is held out was written by those who wrote the rest. On files of other hands a choice is so much less sure: the mean
 * over three files left out, of sentiment and intent.
 */
const OTHER_HANDS = 1.08;
/** What is acted on is right so often, as far as the held-out messages tell. */
const SURE_ENOUGH = { sentiment: 0.85, intent: 0.8, usual: 0.8 };
/** Of the messages that need a person, so many at most may be let through. */
const MOST_LEAKED = 0.004;
const MARKS = Array.from({ length: 99 }, (_, step) => (step + 1) / 100);

const uniform = (calibration: Calibration): Calibrations =>
  Object.fromEntries(HEAD_NAMES.map((head) => [head, calibration])) as Calibrations;

/** The mean surprise of a head at a temperature, by the weights of the examples. */
function surpriseOf(head: HeadName, judged: readonly Judged[], temperature: number): number {
  const calibrations = uniform({ ...PLAIN, temperature });
  let sum = 0;
  for (const { outputs, example } of judged) {
    const label = example.labels[head] as number;
    const weight = example.weights[head] ?? 1;
    const yes = HEADS[head].length === 1 ? chanceOf(head, outputs, calibrations) : 0;
    const chance = HEADS[head].length === 1 ? (label ? yes : 1 - yes) : choicesOf(head, outputs, calibrations)[label];
    sum -= weight * Math.log(Math.max(1e-9, chance ?? 0));
  }
  return sum;
}

function temperatureOf(head: HeadName, judged: readonly Judged[]): number {
  const surprises = TEMPERATURES.map((temperature) => surpriseOf(head, judged, temperature));
  const best = TEMPERATURES[highestOf(surprises.map((surprise) => -surprise))] as number;
  return HEADS[head].length === 1 ? best : best * OTHER_HANDS;
}

/** The lowest confidence from which on verdicts are right often enough. */
function sureFrom(verdicts: readonly { confidence: number; isRight: boolean }[], enough: number): number {
  for (const mark of MARKS) {
    const sure = verdicts.filter(({ confidence }) => confidence >= mark);
    if (sure.length > 0 && sure.filter(({ isRight }) => isRight).length >= enough * sure.length) return mark;
  }
  return 1;
}

/** Where yes and no are told apart best: the mean of the two F1 is highest. */
function bestCut(chances: readonly { chance: number; isYes: boolean }[]): number {
  const f1 = (mark: number, wanted: boolean): number => {
    const said = chances.filter(({ chance }) => chance >= mark === wanted);
    const right = said.filter(({ isYes }) => isYes === wanted).length;
    const real = chances.filter(({ isYes }) => isYes === wanted).length;
    return said.length + real === 0 ? 0 : (2 * right) / (said.length + real);
  };
  return MARKS[highestOf(MARKS.map((mark) => f1(mark, true) + f1(mark, false)))] as number;
}

/** The highest mark that lets no more through than allowed. */
function leakProof(chances: readonly { chance: number; isYes: boolean }[]): number {
  const real = chances.filter(({ isYes }) => isYes);
  const allowed = Math.floor(MOST_LEAKED * real.length);
  return [...MARKS].reverse().find((mark) => real.filter(({ chance }) => chance < mark).length <= allowed) ?? 0.01;
}

/** By what thresholds are found: a person's chance is weighed from all heads. */
type Bounded = Pick<Model, 'person'> & { readonly calibration: Calibrations };

const labelledFor = (judged: readonly Judged[], head: HeadName): Judged[] =>
  judged.filter(({ example }) => example.labels[head] !== undefined && (example.weights[head] ?? 1) >= 0.5);

function thresholdOf(
  head: HeadName,
  judged: readonly Judged[],
  { calibration: calibrations, person }: Bounded,
): number {
  if (head === 'care_sentiment') {
    const verdicts = judged.map(({ outputs, example }) => {
      const chances = sentimentChances(outputs, calibrations);
      const choice = highestOf(chances);
      return { confidence: chances[choice] ?? 0, isRight: choice === example.labels.care_sentiment };
    });
    return sureFrom(verdicts, SURE_ENOUGH.sentiment);
  }
  const own = labelledFor(judged, head);
  if (HEADS[head].length === 1) {
    const chances = own.map(({ outputs, example }) => ({
      chance:
        head === 'person'
          ? personChance(outputs, { calibration: calibrations, person })
          : chanceOf(head, outputs, calibrations),
      isYes: example.labels[head] === 1,
    }));
    return head === 'person' ? leakProof(chances) : bestCut(chances);
  }
  const verdicts = own.map(({ outputs, example }) => {
    const chances = choicesOf(head, outputs, calibrations);
    const choice = highestOf(chances);
    return { confidence: chances[choice] ?? 0, isRight: choice === example.labels[head] };
  });
  return sureFrom(verdicts, head === 'intent' ? SURE_ENOUGH.intent : SURE_ENOUGH.usual);
}

/** Calibrates a model on examples that it was not trained on. */
export function calibrate(model: Model, heldOut: readonly Example[]): Calibrations {
  const judged = heldOut.map((example) => ({
    example,
    outputs: score(model, example.text, example.language).outputs,
  }));
  const warm = Object.fromEntries(
    HEAD_NAMES.map((head) => [head, { ...PLAIN, temperature: temperatureOf(head, labelledFor(judged, head)) }]),
  ) as Calibrations;
  const corpus = judged.filter(({ example }) => example.labels.intent !== undefined);
  return Object.fromEntries(
    HEAD_NAMES.map((head) => [
      head,
      { ...warm[head], threshold: thresholdOf(head, corpus, { calibration: warm, person: model.person }) },
    ]),
  ) as Calibrations;
}
