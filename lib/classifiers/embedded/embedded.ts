import type { Classification, Classifier, Finding, Flag, Span } from '#domain/classification.ts';
import { type Counting, evidenceFor } from './evidence.ts';
import { HEAD_OFFSETS, HEADS, type HeadName } from './heads.ts';
import { type DetectLanguage, detected, type Language, platformLanguageOf, scriptOf } from './language.ts';
import type { Model } from './model.ts';
import { personChance } from './person.ts';
import { chanceOf, choicesOf, highestOf, sentimentChances } from './probabilities.ts';
import { type Scored, score } from './score.ts';

/** The classifier that ships in the Lambda: one linear model with a small network over word lists, for all questions. */

const rounded = (chance: number): number => Math.round(chance * 100) / 100;

/** What the outputs of a head count for one choice, by a share: itself, against the mean of the others. */
function countingOf(head: HeadName, choice: number, share = 1): Counting {
  const { length } = HEADS[head];
  const counts = HEADS[head].map((_, at) => share * (at === choice ? 1 : -1 / (length - 1)));
  return { begin: HEAD_OFFSETS[head], counts };
}

/** What each output counts for a sentiment, which two heads share. @param care the chance that this is customer care. */
const sentimentCounting = (choice: number, care: number): readonly Counting[] => [
  countingOf('care_sentiment', choice, care),
  countingOf('talk_sentiment', choice, 1 - care),
];

interface Verdict<L extends string> {
  readonly labels: readonly L[];
  readonly chances: readonly number[];
  readonly threshold: number;
  readonly counting: (choice: number) => readonly Counting[];
}

function chosen<L extends string>(model: Model, scored: Scored, verdict: Verdict<L>): Finding<L> {
  const choice = highestOf(verdict.chances);
  const confidence = rounded(verdict.chances[choice] ?? 0);
  const finding = {
    label: verdict.labels[choice] as L,
    confidence,
    evidence: evidenceFor(model, scored, verdict.counting(choice)),
  };
  return confidence < verdict.threshold ? { ...finding, unsure: true } : finding;
}

function choiceOf<H extends HeadName>(model: Model, scored: Scored, head: H): Finding<(typeof HEADS)[H][number]> {
  return chosen(model, scored, {
    labels: HEADS[head],
    chances: choicesOf(head, scored.outputs, model.calibration),
    threshold: model.calibration[head].threshold,
    counting: (choice) => [countingOf(head, choice)],
  });
}

function sentimentOf(model: Model, scored: Scored): Classification['sentiment'] {
  const care = chanceOf('care', scored.outputs, model.calibration);
  return chosen(model, scored, {
    labels: HEADS.care_sentiment,
    chances: sentimentChances(scored.outputs, model.calibration),
    threshold: model.calibration.care_sentiment.threshold,
    counting: (choice) => sentimentCounting(choice, care),
  });
}

const FLAG_HEADS = ['sarcasm', 'threat_to_leave', 'press', 'legal', 'safety', 'spam'] as const satisfies Flag[];

function flagsOf(model: Model, scored: Scored): Classification['flags'] {
  return FLAG_HEADS.flatMap((label) => {
    const confidence = chanceOf(label, scored.outputs, model.calibration);
    if (confidence < model.calibration[label].threshold) return [];
    return [{ label, confidence: rounded(confidence), evidence: evidenceFor(model, scored, [countingOf(label, 0)]) }];
  });
}

function complexityOf(model: Model, { outputs }: Scored): Classification['complexity'] {
  const chance = chanceOf('complex', outputs, model.calibration);
  const isComplex = chance >= model.calibration.complex.threshold;
  return {
    label: isComplex ? 'complex' : 'simple',
    confidence: rounded(isComplex ? chance : 1 - chance),
    evidence: [],
  };
}

/** What a text without words says: nothing. */
function silent(model: Model): Classification {
  const unsure = { confidence: 0, evidence: [] as Span[], unsure: true as const };
  return {
    classifier: `embedded@${model.version}`,
    sentiment: { label: 'neutral', ...unsure },
    intent: { label: 'other', ...unsure },
    urgency: { label: 'normal', ...unsure },
    complexity: { label: 'simple', confidence: 0, evidence: [] },
    flags: [],
  };
}

/**
 * Says what a text means. The same text, language and model always give the same classification.
 * @param language in which it is written; its primary part chooses the word lists.
 */
export function classifyText(model: Model, text: string, language: Language): Classification {
  if (text.trim() === '') return silent(model);
  const scored = score(model, text, language.label);
  const negative = sentimentChances(scored.outputs, model.calibration)[HEADS.care_sentiment.indexOf('negative')] ?? 0;
  const chance = (head: HeadName): number => rounded(chanceOf(head, scored.outputs, model.calibration));
  return {
    classifier: `embedded@${model.version}`,
    language,
    sentiment: sentimentOf(model, scored),
    intent: choiceOf(model, scored, 'intent'),
    urgency: choiceOf(model, scored, 'urgency'),
    complexity: complexityOf(model, scored),
    flags: flagsOf(model, scored),
    signals: {
      negative: rounded(negative),
      sarcasm: chance('sarcasm'),
      person: rounded(personChance(scored.outputs, model)),
    },
  };
}

/**
 * A model behind the port.
 * @param detect guesses a language where neither the platform nor the script tells it.
 */
export function embeddedClassifier(model: Model, detect: DetectLanguage): Classifier {
  return async (text, platformLanguage) =>
    classifyText(model, text, platformLanguageOf(platformLanguage) ?? scriptOf(text) ?? (await detected(text, detect)));
}
