import { describe, expect, it } from 'vitest';
import { classifyByRules } from '#classifiers/embedded/classify.ts';
import type { MetricName } from '#contracts/metrics.ts';
import { NoOpinionError, type Review, standing } from '#domain/opinion.ts';
import { type Facts, SILENT } from '#functions/shell/log.ts';
import { env } from '#functions/triage/env.ts';
import { type ClassifierChoice, createReview, type ReviewPorts } from '#functions/triage/review.ts';
import { scriptedBedrock, soundAnswer } from '#tests/support/bedrock.ts';
import { atMinute } from '#tests/support/messages.ts';
import { judged, openBudget, scriptedComprehend } from '#tests/support/opinions.ts';
import { envelope, said, standardEvent, startTriage } from '#tests/support/triage.ts';

/** The ports of a choice, and what was made, counted and logged. */
function ports(script: (words: string) => unknown = () => soundAnswer()) {
  const made: string[] = [];
  const counted: MetricName[] = [];
  const logged: { message: string; facts: Facts | undefined }[] = [];
  const given: ReviewPorts = {
    comprehend: () => {
      made.push('comprehend');
      return scriptedComprehend().comprehend;
    },
    bedrock: (modelId) => {
      made.push(modelId);
      return scriptedBedrock(script).ask;
    },
    budget: (name, daily) => {
      made.push(`${name} ${daily}`);
      return openBudget(daily).budget;
    },
    log: { ...SILENT, error: (message, facts) => void logged.push({ message, facts }) },
    count: (name) => void counted.push(name),
  };
  return { given, made, counted, logged };
}

const messages = [judged('Where is it?', 'en')];
const bedrock: ClassifierChoice = { kind: 'bedrock', modelId: 'model-1', dailyTokens: 5_000 };

describe('the classifier of a stage', () => {
  it('that is embedded makes nothing and asks nobody', () => {
    const { given, made } = ports();
    expect(createReview({ kind: 'embedded' }, given)).toBe(standing);
    expect(made).toEqual([]);
  });

  it('is Comprehend within its characters', async () => {
    const { given, made, counted } = ports();
    const review = createReview({ kind: 'comprehend', dailyCharacters: 900 }, given);
    expect(made).toEqual(['comprehend', 'comprehend 900']);
    expect(await review(messages)).toMatchObject([{ classifier: 'comprehend@1+embedded-rules@1' }]);
    expect(counted).toEqual(['CloudSpoke']);
  });

  it('is a model on Bedrock within its tokens', async () => {
    const { given, made, counted } = ports();
    const review = createReview(bedrock, given);
    expect(made).toEqual(['model-1', 'bedrock 5000']);
    expect(await review(messages)).toMatchObject([{ classifier: 'bedrock@model-1+embedded-rules@1' }]);
    await review(messages);
    await review(messages);
    expect(counted).toEqual(['CloudSpoke', 'CloudSpoke', 'CloudOverBudget']);
  });

  it('says why it was not heard', async () => {
    const { given, counted } = ports(() => {
      throw new NoOpinionError('timed_out');
    });
    await createReview(bedrock, given)(messages);
    expect(counted).toEqual(['CloudTimedOut']);
  });

  it('logs what nobody planned, and none of the words', async () => {
    const { given, logged } = ports(() => {
      throw new TypeError('cannot read Where is it?');
    });
    expect(await createReview(bedrock, given)(messages)).toEqual(messages.map(({ classification }) => classification));
    expect(logged).toEqual([
      {
        message: 'second opinion failed, the first one stands',
        facts: expect.objectContaining({ fault: 'TypeError' }),
      },
    ]);
    expect(JSON.stringify(logged)).not.toContain('Where');
  });

  it.each([
    [bedrock, true],
    [{ kind: 'comprehend', dailyCharacters: 1, personalData: true }, true],
    [{ kind: 'comprehend' }, false],
    [{ kind: 'bedrock', modelId: '../other', dailyTokens: 1 }, false],
    [{ kind: 'oracle' }, false],
  ])('is read from the environment: %j', (choice, isValid) => {
    const rest = { TABLE_NAME: 't', BUCKET_NAME: 'b', PARKED_QUEUE_URL: 'q', POLL_QUEUE_URL: 'q' };
    expect(env.safeParse({ ...rest, CLASSIFIER: JSON.stringify(choice) }).success).toBe(isValid);
  });
});

describe('triage with a second opinion', () => {
  /** Reviews everything as positive, and remembers what it was shown. */
  function recording() {
    const shown: string[][] = [];
    const review: Review = async (judgedTexts) => {
      shown.push(judgedTexts.map(({ text }) => text));
      return judgedTexts.map(({ classification }) => ({ ...classification, classifier: 'cloud@1' }));
    };
    return { review, shown };
  }

  it('shows a whole batch at once, the customers’ words alone', async () => {
    const { review, shown } = recording();
    const { deliver, kinds } = startTriage(undefined, { review });
    const brand = said('m3', { text: 'We are on it', author: 'brand' });
    const failed = await deliver(
      envelope(said('m1', { text: 'first', customer: 'a' }), said('m2', { text: 'second', customer: 'b' }), brand),
      envelope(said('m4', { text: 'third', customer: 'c' })),
    );
    expect(failed).toEqual([]);
    expect(shown).toEqual([['first', 'second', 'third']]);
    const classifiers = kinds('message').map((item) => (item['classification'] as { classifier?: string })?.classifier);
    expect(classifiers).toEqual(['cloud@1', 'cloud@1', undefined, 'cloud@1']);
  });

  it('shows the words of an edit', async () => {
    const { review, shown } = recording();
    const { deliver } = startTriage(undefined, { review });
    await deliver(envelope(said('m1', { text: 'fine' })));
    const where = { id: 'm1', thread: 'thread-1', customer: { id: 'customer-1' } };
    await deliver(envelope(standardEvent('message.updated', { ...where, text: 'not fine' }, atMinute(5))));
    expect(shown.at(-1)).toEqual(['not fine']);
  });

  it('loses one message alone when its words can not be judged', async () => {
    const { review } = recording();
    const { deliver, kinds } = startTriage(undefined, {
      review,
      classify: async (text) => {
        if (text === 'odd') throw new Error('a bug');
        return classifyByRules(text);
      },
    });
    const failed = await deliver(envelope(said('m1', { text: 'odd' })), envelope(said('m2', { customer: 'b' })));
    expect(failed).toEqual(['record-0']);
    expect(kinds('message')).toHaveLength(1);
  });
});
