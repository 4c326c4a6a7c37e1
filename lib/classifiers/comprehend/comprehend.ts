import { readPersonalData, readSentiments } from '#classifiers/comprehend/answers.ts';
import { inBatches } from '#classifiers/comprehend/batches.ts';
import { type Known, knownLanguage, withLanguages } from '#classifiers/comprehend/languages.ts';
import {
  billedCharacters,
  type Comprehend,
  findsPersonalData,
  fitting,
  tellsSentiment,
} from '#classifiers/comprehend/requests.ts';
import { hiddenWords } from '#classifiers/hidden-words.ts';
import type { Classification } from '#domain/classification.ts';
import {
  isCharged,
  type Judged,
  NoOpinionError,
  type Opinion,
  type SecondOpinion,
  type Silence,
} from '#domain/opinion.ts';

/** Amazon Comprehend as a second opinion: sentiment, the language where nobody knows it, and personal data on request. */

export interface ComprehendOptions {
  /**
   * Whether personal data is looked for, with one more call a text, beside what the embedded detection finds. What that
   * finds is struck out of what is sent otherwise.
   */
  readonly personalData: boolean;
}

type Flags = Classification['flags'];
type Moods = Map<number, Opinion | Silence>;

/** The moods by place, one call for every 25 texts of a language. */
async function moodsOf(comprehend: Comprehend, known: readonly Known[]): Promise<Moods> {
  const spoken = known.flatMap(({ at, text, code }) => (tellsSentiment(code) ? [{ at, text, code }] : []));
  const moods = await Promise.all(
    [...Map.groupBy(spoken, ({ code }) => code)].map(([code, same]) =>
      inBatches(same, async (texts) => readSentiments(await comprehend.sentiments(texts, code), texts.length)),
    ),
  );
  return new Map(moods.flatMap((each) => [...each]));
}

/** The embedded detection has looked already, so that a failure here takes nothing away. */
async function personalDataIn(comprehend: Comprehend, { text, code }: Known): Promise<Flags> {
  if (!findsPersonalData(code)) return [];
  try {
    return readPersonalData(await comprehend.personalData(text, code), text);
  } catch (error) {
    if (error instanceof NoOpinionError) return [];
    throw error;
  }
}

/** A language is worth telling even when there is no mood in it. */
function opinionOn(known: Known, mood: Opinion | Silence | undefined, flags: Flags): Opinion | Silence {
  const { told, silence = 'not_asked' } = known;
  const found = { ...(told && { language: told }), ...(flags.length > 0 && { flags }) };
  if (mood !== undefined && typeof mood !== 'string') return { ...mood, ...found };
  return Object.keys(found).length > 0 ? found : (mood ?? silence);
}

const isChargedFor = (answer: Opinion | Silence = 'not_asked'): boolean =>
  typeof answer !== 'string' || isCharged(answer);

/** Characters billed for every operation a text may need. */
function mostCost(asked: readonly Judged[], { personalData }: ComprehendOptions): number {
  return asked.reduce((sum, each) => {
    const code = knownLanguage(each);
    const operations = [
      code === undefined,
      code === undefined || tellsSentiment(code),
      personalData && (code === undefined || findsPersonalData(code)),
    ];
    return sum + operations.filter(Boolean).length * billedCharacters(fitting(each.text));
  }, 0);
}

/** @returns the classifier; `ask` sends one request with its time-out, retries and circuit breaker. */
export function comprehendOpinion(comprehend: Comprehend, options: ComprehendOptions): SecondOpinion {
  return {
    name: 'comprehend@1',
    mostCost: (asked) => mostCost(asked, options),
    on: async (asked) => {
      const asking = asked.map((judged) => ({
        judged,
        words: options.personalData ? judged.text : hiddenWords(judged),
      }));
      const known = await withLanguages(comprehend, asking);
      const [moods, flags] = await Promise.all([
        moodsOf(comprehend, known),
        options.personalData ? Promise.all(known.map((each) => personalDataIn(comprehend, each))) : [],
      ]);
      const answers = known.map((each, index) => opinionOn(each, moods.get(index), flags[index] ?? []));
      const charged = asked.filter((_, index) => isChargedFor(answers[index]));
      return { answers, cost: mostCost(charged, options) };
    },
  };
}
