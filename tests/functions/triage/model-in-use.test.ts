import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MetricName } from '#contracts/metrics.ts';
import type { Classifier } from '#domain/classification.ts';
import type { Facts } from '#functions/shell/log.ts';
import { classifyByModelInUse, type ModelWatch } from '#functions/triage/model-in-use.ts';

/** A source of models that a test moves, and what was said of it. */
function watched() {
  const said: { level: string; message: string; facts: Facts | undefined }[] = [];
  const counted: MetricName[] = [];
  const say = (level: string) => (message: string, facts?: Facts) => void said.push({ level, message, facts });
  const given: { watch?: ModelWatch; inUse?: Classifier } = {};
  const classify = classifyByModelInUse(
    (watch) => {
      given.watch = watch;
      return async () => given.inUse ?? watch.parse(readFileSync(SHIPPED));
    },
    {
      log: { info: say('info'), warn: say('warn'), error: say('error') },
      count: (name) => void counted.push(name),
    },
  );
  if (!given.watch) throw new Error('the source was not made');
  return { classify, given, watch: given.watch, said, counted };
}

const SHIPPED = new URL('../../../lib/classifiers/embedded/shipped.model', import.meta.url);

describe('the embedded classifier', () => {
  it('judges by the model that ships, and finds personal data beside', async () => {
    const { classify } = watched();
    const { classifier, flags, signals } = await classify('I am furious, write to ada@example.com', 'en');
    expect(classifier).toMatch(/^embedded@/);
    expect(flags.map(({ label }) => label)).toContain('personal_data');
    expect(signals?.negative).toBeGreaterThan(0.5);
  });

  it('judges each message by the model that is in use when it comes', async () => {
    const { classify, given } = watched();
    const first = await classify('Where is it?', 'en');
    given.inUse = async () => ({ ...first, classifier: 'embedded@two' });
    expect((await classify('Where is it?', 'en')).classifier).toBe('embedded@two');
  });

  it('refuses bytes that are no model', () => {
    expect(() => watched().watch.parse(new TextEncoder().encode('nonsense'))).toThrow('not a model');
  });
});

describe('a model that can not be used', () => {
  it('is logged by its version and the kind of its fault, and counted', () => {
    const { watch, said, counted } = watched();
    watch.refused('model_unreadable', { version: 'v2', error: new TypeError('anything') });
    watch.refused('pointer_unreadable', {});
    expect(said).toEqual([
      {
        level: 'error',
        message: 'model refused, the last good one stays',
        facts: expect.objectContaining({ refusal: 'model_unreadable', version: 'v2', fault: 'TypeError' }),
      },
      {
        level: 'error',
        message: 'model refused, the last good one stays',
        facts: { refusal: 'pointer_unreadable', version: undefined },
      },
    ]);
    expect(counted).toEqual(['ModelRefused', 'ModelRefused']);
  });

  it('is not what a bucket is that can not be asked', () => {
    const { watch, said, counted } = watched();
    watch.failed(new Error('down'));
    expect(said).toMatchObject([{ level: 'warn', message: 'model could not be looked for, the one in use stays' }]);
    expect(counted).toEqual([]);
  });
});
