import { combined } from '#classifiers/combined.ts';
import type { Budget, Judged, Opinion, Review, SecondOpinion, Silence } from '#domain/opinion.ts';

/** Asks a cloud classifier within its budget; whatever goes wrong, the embedded answer stands. */

export interface SecondOpinionDeps {
  readonly opinion: SecondOpinion;
  readonly budget: Budget;
  /** Told once for each message: that the cloud spoke, or why it did not. */
  readonly told: (outcome: 'spoke' | Silence) => void;
  /** Told of an error that is nobody's plan. It must not be logged with its words. */
  readonly failed: (error: unknown) => void;
}

type Answer = Opinion | Silence;

/** Stickers, photos and erased words have none. */
const hasWords = ({ text }: Judged): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

const allSilent = (asked: readonly Judged[], silence: Silence): Answer[] => asked.map(() => silence);

/** Copied texts come in crowds: each is asked about once. */
function distinct(judged: readonly Judged[]): { keys: string[]; asked: Judged[] } {
  const keys = judged.map(({ text, language = '' }) => `${language}\n${text}`);
  const byKey = new Map(judged.map((each, index) => [keys[index], each]));
  return { keys, asked: [...byKey.values()] };
}

async function answersOn({ opinion, budget, failed }: SecondOpinionDeps, asked: readonly Judged[]): Promise<Answer[]> {
  const most = opinion.mostCost(asked);
  if (most > 0 && !(await budget.take(most))) return allSilent(asked, 'over_budget');
  try {
    const { answers, cost } = await opinion.on(asked);
    budget.settle(most, cost);
    return asked.map((_, index) => answers[index] ?? 'unreadable');
  } catch (error) {
    failed(error);
    return allSilent(asked, 'unavailable');
  }
}

/** What the cloud says of each text with words in it, by language and text. */
async function answersByText(deps: SecondOpinionDeps, judged: readonly Judged[]): Promise<Map<string, Answer>> {
  const { keys, asked } = distinct(judged.filter(hasWords));
  const answers = asked.length > 0 ? await answersOn(deps, asked) : [];
  return new Map([...new Set(keys)].map((key, index) => [key, answers[index] ?? 'unreadable']));
}

/** @returns the review of a stage with a cloud classifier. */
export function reviewedBy(deps: SecondOpinionDeps): Review {
  return async (judged) => {
    const answers = await answersByText(deps, judged);
    return judged.map((each) => {
      const answer = answers.get(`${each.language ?? ''}\n${each.text}`) ?? 'not_asked';
      deps.told(typeof answer === 'string' ? answer : 'spoke');
      return typeof answer === 'string'
        ? each.classification
        : combined(each.classification, answer, deps.opinion.name);
    });
  };
}
