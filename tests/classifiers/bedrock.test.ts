import { describe, expect, it } from 'vitest';
import { toJSONSchema } from 'zod';
import type * as z from 'zod/v4/core';
import { answerSchema } from '#classifiers/bedrock/answer.ts';
import { bedrockOpinion } from '#classifiers/bedrock/bedrock.ts';
import { ANSWER_SCHEMA, mostTokens } from '#classifiers/bedrock/request.ts';
import { NoOpinionError } from '#domain/opinion.ts';
import { converseAnswer, scriptedBedrock, soundAnswer, toolCall, toolInput, wordsIn } from '#tests/support/bedrock.ts';
import { judged } from '#tests/support/opinions.ts';

const opinionOn = async (text: string, script: (words: string) => unknown) => {
  const { ask, requests } = scriptedBedrock(script);
  const { answers, cost } = await bedrockOpinion('test-model', ask).on([judged(text)]);
  return { answer: answers[0], cost, request: requests[0] };
};

type Json = Record<string, unknown>;

/** A schema without what only one side says of it. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema as Json).filter(
    ([name]) => !['$schema', 'maxLength', 'description'].includes(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, bare(value)]));
}

describe('asking a model on Bedrock', () => {
  it('forces the one tool, cold and bounded', async () => {
    const { request } = await opinionOn('Where is it?', () => soundAnswer());
    expect(request?.inferenceConfig).toEqual({ temperature: 0, maxTokens: 600 });
    expect(request?.toolConfig.toolChoice).toEqual({ tool: { name: request?.toolConfig.tools[0]?.toolSpec.name } });
  });

  it('shows the model the schema that its answer is read by', () => {
    expect(bare(ANSWER_SCHEMA)).toEqual(bare(toJSONSchema(answerSchema as unknown as z.$ZodType)));
  });

  it('shows it the beginning of a long text, with no half of a character', async () => {
    const { request } = await opinionOn(`${'x'.repeat(3_999)}😡 and more`, () => soundAnswer());
    expect(JSON.parse(request?.messages[0]?.content[0]?.text ?? '')).toEqual({ message: `${'x'.repeat(3_999)}\ufffd` });
  });
});

describe('what a model on Bedrock is shown of personal data', () => {
  it('is its length, so that evidence beside it stays where it is', async () => {
    const found = judged('I am ada@example.com and I am furious');
    const flags = [{ label: 'personal_data' as const, confidence: 1, evidence: [[5, 20] as [number, number]] }];
    const { ask, requests } = scriptedBedrock(() =>
      soundAnswer({ sentiment: { label: 'negative', confidence: 0.9, quotes: ['furious', 'ada@example.com'] } }),
    );
    const { answers } = await bedrockOpinion('test-model', ask).on([
      { ...found, classification: { ...found.classification, flags } },
    ]);
    expect(requests.map(wordsIn)).toEqual(['I am *************** and I am furious']);
    expect(answers).toMatchObject([{ sentiment: { evidence: [[30, 37]] } }]);
  });
});

describe('reading a model on Bedrock', () => {
  it('finds what was quoted in the words', async () => {
    const text = 'My parcel is late. I will see you in court.';
    const { answer } = await opinionOn(text, () =>
      soundAnswer({
        sentiment: { label: 'negative', confidence: 0.956, quotes: ['late', 'never said'] },
        flags: [{ label: 'legal', confidence: 0.5, quotes: ['see you in court'] }],
      }),
    );
    expect(answer).toMatchObject({
      sentiment: { label: 'negative', confidence: 0.96, evidence: [[13, 17]] },
      intent: { label: 'delivery', evidence: [] },
      flags: [{ label: 'legal', confidence: 0.5, unsure: true, evidence: [[26, 42]] }],
      signals: { negative: 0.96, sarcasm: 0.05, person: 0.6 },
    });
  });

  it.each([
    ['neutral', 0.8, 0.1],
    ['positive', 0.5, 0.25],
    ['negative', 0.4, 0.4],
  ])('reckons from %s at %d that the writer is displeased at %d', async (label, confidence, negative) => {
    const { answer } = await opinionOn('hm', () => soundAnswer({ sentiment: { label, confidence, quotes: [] } }));
    expect(answer).toMatchObject({ signals: { negative } });
  });

  it('takes one flag of each', async () => {
    const spam = { label: 'spam', confidence: 0.9, quotes: [] };
    const { answer } = await opinionOn('hm', () => soundAnswer({ flags: [spam, spam] }));
    expect(answer).toMatchObject({ flags: [{ label: 'spam' }] });
    expect(answer).toHaveProperty('flags.length', 1);
  });

  it('lets it think aloud beside the call', async () => {
    const { answer } = await opinionOn('hm', () => converseAnswer([{ text: 'Let me see.' }, toolCall(toolInput())]));
    expect(answer).toMatchObject({ sentiment: { label: 'negative' } });
  });
});

describe('the tokens of a model on Bedrock', () => {
  it('are those it says it used', async () => {
    expect((await opinionOn('hm', () => soundAnswer())).cost).toBe(1_150);
    expect((await opinionOn('hm', () => converseAnswer([], { stopReason: 'end_turn' }))).cost).toBe(1_150);
  });

  it('are reckoned high where it does not say', async () => {
    expect((await opinionOn('hm', () => ({}))).cost).toBe(mostTokens('hm'));
  });

  it.each([
    ['timed_out', mostTokens('hm')],
    ['throttled', 0],
    ['circuit_open', 0],
    ['refused', 0],
    ['unavailable', 0],
  ] as const)('of a request that ended as %s: %d', async (silence, cost) => {
    const failing = () => {
      throw new NoOpinionError(silence);
    };
    expect(await opinionOn('hm', failing)).toMatchObject({ answer: silence, cost });
  });
});
