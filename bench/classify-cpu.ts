import { readFileSync } from 'node:fs';
import Sentiment from 'sentiment';
import { detectLanguage } from '#classifiers/embedded/detect-language.ts';
import { embeddedClassifier } from '#classifiers/embedded/embedded.ts';
import { withPersonalData } from '#classifiers/personal-data/with-personal-data.ts';
import { readModel, SHIPPED_MODEL } from '#train/model-store.ts';
import { saidBy } from './customers.ts';
import { compare, type Work } from './rounds.ts';
import { type Row, result } from './row.ts';

/**
 * Processor time to classify one message as triage does, personal data included, where the platform names the language;
 * and what it costs to guess the language where it does not. The messages are those of the frozen set.
 */

const FROZEN = new URL('../train/corpus/test.jsonl', import.meta.url);
/** 8,000 messages a second. */
const MOST_US = 125;
/** As much again, for the few that come without a language. */
const DETECTOR_US = 125;

interface Message {
  readonly text: string;
  readonly lang: string;
}

/** What customers say, in the order of the file. */
export const saidInFrozenSet = (): Message[] =>
  readFileSync(FROZEN, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Message)));

/** The classifier that ships, as the triage function calls it. */
export const shippedClassifier = () => withPersonalData(embeddedClassifier(readModel(SHIPPED_MODEL), detectLanguage));

/** Goes over the messages in turn. */
function each(messages: readonly Message[], does: (message: Message) => unknown): Work {
  let next = 0;
  return async (times) => {
    for (let done = 0; done < times; done++) await does(messages[next++ % messages.length] as Message);
  };
}

async function measured(name: string, { messages, does, budget }: Measured) {
  const afinn = new Sentiment();
  const compared = await compare({
    ours: each(messages, does),
    floor: each(messages, ({ text }) => afinn.analyze(text)),
  });
  return result({
    name: `classify-cpu ${name}`,
    value: compared.ours,
    unit: 'µs',
    ratio: compared.ratio,
    against: `npm sentiment on the same texts, ${compared.floor.toFixed(1)} µs`,
    budget,
    bounds: 'value',
  });
}

interface Measured {
  readonly messages: readonly Message[];
  readonly does: (message: Message) => unknown;
  readonly budget: number;
}

export const classifyCpu: Row = {
  name: 'classify-cpu',
  about: 'processor time to classify one message by the model that ships',
  measure: async (progress) => {
    const classify = shippedClassifier();
    const messages = saidInFrozenSet();
    const written = Array.from({ length: 10 }, (_, number) => ({ text: saidBy(number).text, lang: 'en' }));
    const named = ({ text, lang }: Message) => classify(text, lang);
    progress('language named');
    const frozen = await measured('frozen set, language named', {
      messages,
      does: named,
      budget: MOST_US,
    });
    const bench = await measured("the bench's ten", {
      messages: written,
      does: named,
      budget: MOST_US,
    });
    progress('the detector alone');
    return [
      frozen,
      bench,
      await measured('detector alone', { messages, does: ({ text }) => detectLanguage(text), budget: DETECTOR_US }),
    ];
  },
};
