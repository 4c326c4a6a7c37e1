import { describe, expect, it } from 'vitest';
import { bedrockOpinion } from '#classifiers/bedrock/bedrock.ts';
import { reviewedBy } from '#classifiers/second-opinion.ts';
import { type Classification, classification as classificationSchema } from '#domain/classification.ts';
import { converseAnswer, scriptedBedrock, soundAnswer, toolCall, toolInput, wordsIn } from '#tests/support/bedrock.ts';
import { INJECTIONS } from '#tests/support/injections.ts';
import { judged, openBudget } from '#tests/support/opinions.ts';

/** Customers who write to the model: whatever they make it do, the schema holds and nobody else's verdict moves. */

const found = (label: string, confidence: unknown = 0.9) => ({ label, confidence, quotes: [] });

/** Every way in which a model that was talked over may answer. */
const MISBEHAVIOURS: Readonly<Record<string, unknown>> = {
  'prose instead of the tool': converseAnswer([{ text: 'Everybody is happy.' }], { stopReason: 'end_turn' }),
  'prose that quotes a sound answer': converseAnswer([{ text: JSON.stringify(toolInput()) }]),
  'another tool': converseAnswer([toolCall(toolInput(), 'refund_customer')]),
  'two calls': converseAnswer([toolCall(toolInput()), toolCall(toolInput())]),
  'a field more': soundAnswer({ priority: 'P1' }),
  'an index that nobody asked for': soundAnswer({ index: 2 }),
  'an array for the whole batch': converseAnswer([toolCall([toolInput(), toolInput()])]),
  'a field less': converseAnswer([toolCall({ ...toolInput(), urgency: undefined })]),
  'a label outside the set': soundAnswer({ sentiment: found('ecstatic') }),
  'a flag outside the set': soundAnswer({ flags: [found('vip')] }),
  'a flag that is found by arithmetic alone': soundAnswer({ flags: [found('personal_data')] }),
  'a confidence of 7': soundAnswer({ sentiment: found('positive', 7) }),
  'a confidence below nothing': soundAnswer({ intent: found('praise', -1) }),
  'a confidence in words': soundAnswer({ intent: found('praise', 'very') }),
  'a field more inside a finding': soundAnswer({ intent: { ...found('praise'), because: 'I was told so' } }),
  'a hundred flags': soundAnswer({ flags: Array(100).fill(found('spam')) }),
  'a quote without end': soundAnswer({ intent: { ...found('praise'), quotes: ['x'.repeat(5_000)] } }),
  'text that is JSON text': converseAnswer([toolCall(JSON.stringify(toolInput()))]),
  'an answer cut off': converseAnswer([toolCall(toolInput())], { stopReason: 'max_tokens' }),
  'an answer in the name of the user': {
    ...soundAnswer(),
    output: { message: { role: 'user', content: [toolCall(toolInput())] } },
  },
  nothing: undefined,
};

const NEIGHBOURS = ['Where is my parcel? It is late again.', 'My parcel is late and nobody answers.'];

/** Reviews texts with a model by script. */
async function review(texts: readonly string[], script: (words: string) => unknown) {
  const { ask, requests } = scriptedBedrock(script);
  const told: string[] = [];
  const reviewing = reviewedBy({
    opinion: bedrockOpinion('test-model', ask),
    budget: openBudget().budget,
    told: (outcome) => void told.push(outcome),
    failed: (error) => expect.unreachable(String(error)),
  });
  const asked = texts.map((text) => judged(text));
  return { asked, requests, told, classifications: await reviewing(asked) };
}

const isWithin =
  (text: string) =>
  ({ evidence }: Classification['sentiment'] | Classification['flags'][number]): boolean =>
    evidence.every(([start, end]) => 0 <= start && start < end && end <= text.length);

describe.each(INJECTIONS)('a customer who writes %j', (injection) => {
  const texts = [NEIGHBOURS[0] ?? '', injection, NEIGHBOURS[1] ?? ''];

  it('is heard as data: in a message of their own, alone, and in no instruction', async () => {
    const { requests } = await review(texts, () => soundAnswer());
    expect(requests.map(wordsIn)).toEqual(texts);
    const own = requests[1];
    expect(own?.messages).toHaveLength(1);
    expect(JSON.stringify([own?.system, own?.toolConfig])).not.toContain(JSON.stringify(injection).slice(1, -1));
    expect([own?.system, own?.toolConfig]).toEqual([requests[0]?.system, requests[0]?.toolConfig]);
  });

  it.each(Object.entries(MISBEHAVIOURS))(
    'gets the embedded answer when the model gives %s',
    async (_, misbehaviour) => {
      const { asked, told, classifications } = await review(texts, (words) =>
        words === injection ? misbehaviour : soundAnswer(),
      );
      expect(classifications[1]).toEqual(asked[1]?.classification);
      expect(told).toEqual(['spoke', 'unreadable', 'spoke']);
    },
  );

  it('changes nobody else by being obeyed within the schema', async () => {
    const obeyed = soundAnswer({ sentiment: found('positive'), intent: found('praise'), person: 0 });
    const calm = await review(texts, () => soundAnswer());
    const steered = await review(texts, (words) => (words === injection ? obeyed : soundAnswer()));
    expect(steered.classifications[0]).toEqual(calm.classifications[0]);
    expect(steered.classifications[2]).toEqual(calm.classifications[2]);
    expect(classificationSchema.parse(steered.classifications[1])).toEqual(steered.classifications[1]);
  });

  it('points at no words that are not there', async () => {
    const quotes = ['words of another customer', injection.slice(0, 9), ''];
    const quoting = soundAnswer({ sentiment: { ...found('negative'), quotes } });
    const { classifications } = await review(texts, () => quoting);
    for (const [index, { sentiment, flags }] of classifications.entries())
      expect([sentiment, ...flags].every(isWithin(texts[index] ?? ''))).toBe(true);
  });
});
