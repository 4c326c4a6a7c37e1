import type { Classification, Classifier, Finding, Flag, Span } from '#domain/classification.ts';
import type { PersonalDatum } from './finding.ts';
import { personalDataIn } from './personal-data.ts';
import { regionsOf } from './regions.ts';

/** Adds the flag `personal_data` to whatever a classifier says, so that it does not depend on which one speaks. */

const MOST_SPANS = 3;
/** A check digit or an `@` leaves little doubt; a telephone number has neither. */
const CONFIDENCE = { card: 0.99, iban: 0.99, email: 0.99, phone: 0.9 } as const;

function flagOf(findings: readonly PersonalDatum[], known: Finding<Flag> | undefined): Finding<Flag> {
  const confidences = [...findings.map(({ kind }) => CONFIDENCE[kind]), known?.confidence ?? 0];
  const evidence: Span[] = [...findings.map(({ span }) => span), ...(known?.evidence ?? [])];
  return { label: 'personal_data', confidence: Math.max(...confidences), evidence: evidence.slice(0, MOST_SPANS) };
}

function flagged(classification: Classification, findings: readonly PersonalDatum[]): Classification {
  if (findings.length === 0) return classification;
  const known = classification.flags.find(({ label }) => label === 'personal_data');
  const others = classification.flags.filter((flag) => flag !== known);
  return { ...classification, flags: [...others, flagOf(findings, known)] };
}

/** @returns the classifier, its answer with a flag where the text tells personal data. */
export function withPersonalData(classify: Classifier): Classifier {
  return async (text, language) => {
    const classification = await classify(text, language);
    return flagged(classification, personalDataIn(text, regionsOf(language ?? classification.language?.label)));
  };
}
