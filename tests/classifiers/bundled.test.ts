import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { classifyText } from '#classifiers/embedded/classify.ts';
import { BUNDLE } from '#constructs/bundle-settings.ts';

/** The word list's package asks for languages at run time: what the bundler makes of that is not what Node does. */

type Classify = typeof classifyText;

async function bundledClassifier(): Promise<Classify> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../lib/classifiers/embedded/classify.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    minify: true,
    target: BUNDLE.target,
    mainFields: [...BUNDLE.mainFields],
    external: [...BUNDLE.external],
    logLevel: 'silent',
  });
  const module = { exports: {} as { classifyText: Classify } };
  const load = compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports', 'require']);
  load(module, module.exports, createRequire(import.meta.url));
  return module.exports.classifyText;
}

describe('the classifier as it is deployed', () => {
  let classify: Classify;
  beforeAll(async () => {
    classify = await bundledClassifier();
  });

  it.each([
    ['an angry text negative', 'This is terrible. Worst service ever, I am furious and I hate you.', 'negative'],
    ['a glad text positive', 'I love it, thank you, great work!', 'positive'],
    ['a text without weight neutral', 'The parcel number is 4471.', 'neutral'],
  ])('calls %s', (_, text, sentiment) => {
    expect(classify(text).sentiment.label).toBe(sentiment);
  });

  it('finds intents and urgency too', () => {
    const { intent, urgency } = classify('The charger caught fire and burnt my hand.');
    expect([intent.label, urgency.label]).toEqual(['safety', 'critical']);
  });
});
