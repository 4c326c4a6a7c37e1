import { describe, expect, it } from 'vitest';
import { reviewedBy } from '#classifiers/second-opinion.ts';
import type { Judged, Opinion, SecondOpinion, Silence } from '#domain/opinion.ts';
import { judged, openBudget } from '#tests/support/opinions.ts';

/** A review by a model that answers as scripted, every message for a unit. */
function reviewing(answer: (asked: Judged, index: number) => Opinion | Silence, daily?: number) {
  const asked: string[][] = [];
  const told: string[] = [];
  const errors: unknown[] = [];
  const { budget, seen } = openBudget(daily);
  const opinion: SecondOpinion = {
    name: 'cloud@1',
    mostCost: (texts) => texts.length,
    on: async (texts) => {
      asked.push(texts.map(({ text }) => text));
      return { answers: texts.map(answer), cost: texts.length / 2 };
    },
  };
  const review = reviewedBy({
    opinion,
    budget,
    told: (outcome) => void told.push(outcome),
    failed: (error) => void errors.push(error),
  });
  return { review, asked, told, errors, seen };
}

const positive: Opinion = { sentiment: { label: 'positive', confidence: 0.9, evidence: [] } };
const messages = ['late again', 'thank you', 'where is it'].map((text) => judged(text));

describe('a review', () => {
  it('keeps the order, and the embedded answer where the cloud has none', async () => {
    const { review, told } = reviewing((_, index) => (index === 1 ? 'timed_out' : positive));
    const classifications = await review(messages);
    expect(classifications.map(({ classifier }) => classifier)).toEqual([
      'cloud@1+embedded-rules@1',
      'embedded-rules@1',
      'cloud@1+embedded-rules@1',
    ]);
    expect(classifications[1]).toEqual(messages[1]?.classification);
    expect(told).toEqual(['spoke', 'timed_out', 'spoke']);
  });

  it('asks once about texts that are alike, and answers for all of them', async () => {
    const { review, asked, seen } = reviewing(() => positive);
    const crowd = await review([...messages, ...messages]);
    expect(asked).toEqual([['late again', 'thank you', 'where is it']]);
    expect(crowd).toHaveLength(6);
    expect(new Set(crowd.map(({ sentiment }) => sentiment.label))).toEqual(new Set(['positive']));
    expect(seen.taken).toBe(3);
  });

  it('tells languages apart where texts are alike', async () => {
    const { review, asked } = reviewing(() => positive);
    await review([judged('no', 'en'), judged('no', 'es')]);
    expect(asked).toEqual([['no', 'no']]);
  });

  it.each(['', '   ', '?!...', '\u200b'])('does not ask about %j', async (text) => {
    const { review, asked, told, seen } = reviewing(() => positive);
    const message = judged(text);
    expect(await review([message])).toEqual([message.classification]);
    expect({ asked, told, taken: seen.taken }).toEqual({ asked: [], told: ['not_asked'], taken: 0 });
  });

  it('asks about an emoji: it says how somebody feels', async () => {
    const { review, asked } = reviewing(() => positive);
    await review([judged('😡')]);
    expect(asked).toEqual([['😡']]);
  });

  it('of no message asks nobody', async () => {
    const { review, asked } = reviewing(() => positive);
    expect(await review([])).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('a budget', () => {
  it('that is used up leaves the embedded answer, whole batches at a time', async () => {
    const { review, asked, told } = reviewing(() => positive, 4);
    await review(messages);
    const left = await review(messages);
    expect(left).toEqual(messages.map(({ classification }) => classification));
    expect(asked).toHaveLength(1);
    expect(told.slice(3)).toEqual(['over_budget', 'over_budget', 'over_budget']);
  });

  it('is told what was used in truth', async () => {
    const { review, seen } = reviewing(() => positive);
    await review(messages);
    expect(seen.settled).toEqual([[3, 1.5]]);
  });
});

describe('a model that fails as nobody planned', () => {
  it('leaves the embedded answer, and the error is told', async () => {
    const error = new TypeError('a bug');
    const { review, errors, told } = reviewing(() => {
      throw error;
    });
    expect(await review(messages)).toEqual(messages.map(({ classification }) => classification));
    expect(errors).toEqual([error]);
    expect(told).toEqual(['unavailable', 'unavailable', 'unavailable']);
  });
});
