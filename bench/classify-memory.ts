import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { saidInFrozenSet, shippedClassifier } from './classify-cpu.ts';
import { type Row, result } from './row.ts';

/** What a million messages leave behind in memory. */

const MESSAGES = 1_000_000;
/** Compiled code and caches are made by then. */
const WARM_UP = 50_000;
const TENTH = MESSAGES / 10;
/** Less than this is the engine's own coming and going. */
const MOST_MB = 1;
const MB = 1024 * 1024;

/** What is in use once all that can be thrown away is. */
function usedAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

export const classifyMemory: Row = {
  name: 'classify-memory',
  about: 'megabytes that a million classified messages leave behind; takes minutes',
  measure: async (progress) => {
    const classify = shippedClassifier();
    const messages = saidInFrozenSet();
    const over = async (times: number) => {
      for (let done = 0; done < times; done++) {
        const { text = '', lang } = messages[done % messages.length] ?? {};
        await classify(text, lang);
      }
    };
    await over(WARM_UP);
    const before = usedAfterCollection();
    for (let done = 0; done < MESSAGES; done += TENTH) {
      progress(`${done.toLocaleString('en')} messages`);
      await over(TENTH);
    }
    const after = usedAfterCollection();
    return [
      result({
        name: 'classify-memory',
        value: (after - before) / MB,
        unit: 'MB',
        ratio: after / before,
        against: `what was in use before, ${(before / MB).toFixed(0)} MB`,
        budget: MOST_MB,
        bounds: 'value',
      }),
    ];
  },
};
