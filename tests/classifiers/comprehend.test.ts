import { describe, expect, it } from 'vitest';
import { comprehendOpinion } from '#classifiers/comprehend/comprehend.ts';
import { type Comprehend, fitting, languageCode } from '#classifiers/comprehend/requests.ts';
import { NoOpinionError } from '#domain/opinion.ts';
import { judged, mood, results, scriptedComprehend } from '#tests/support/opinions.ts';

const opinionOf = (script?: Partial<Comprehend>, personalData = false) => {
  const { comprehend, asked } = scriptedComprehend(script);
  return { ...comprehendOpinion(comprehend, { personalData }), asked };
};

const silent = (silence: NoOpinionError['silence']) => async (): Promise<never> => {
  throw new NoOpinionError(silence);
};

describe('asking Comprehend', () => {
  it('asks for 25 moods a call, and for languages only where nobody knows them', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => judged(`message ${index}`, 'en'));
    const { on, asked } = opinionOf();
    const { answers } = await on(texts);
    expect(asked.sentiments.map(({ texts: batch }) => batch.length)).toEqual([25, 25, 10]);
    expect(asked.languages).toEqual([]);
    expect(answers).toHaveLength(60);
  });

  it('asks about each language apart, and puts the answers where they belong', async () => {
    const { on, asked } = opinionOf({
      sentiments: async (texts, language) =>
        results(
          ...texts.map((_, index) =>
            language === 'de' ? mood(index, 'NEGATIVE', { Negative: 0.9 }) : mood(index, 'POSITIVE', { Positive: 0.8 }),
          ),
        ),
    });
    const { answers } = await on([judged('one', 'en-GB'), judged('zwei', 'de'), judged('three', 'en')]);
    expect(asked.sentiments).toEqual([
      { texts: ['one', 'three'], language: 'en' },
      { texts: ['zwei'], language: 'de' },
    ]);
    expect(answers).toMatchObject([
      { sentiment: { label: 'positive' } },
      { sentiment: { label: 'negative' } },
      { sentiment: { label: 'positive' } },
    ]);
  });

  it('takes the language that it finds, and says where it comes from', async () => {
    const { on, asked } = opinionOf({
      languages: async () =>
        results({
          Index: 0,
          Languages: [
            { LanguageCode: 'pt', Score: 0.2 },
            { LanguageCode: 'es', Score: 0.7 },
          ],
        }),
    });
    const { answers } = await on([judged('hola', 'und')]);
    expect(asked.sentiments).toEqual([{ texts: ['hola'], language: 'es' }]);
    expect(answers).toMatchObject([{ language: { label: 'es', confidence: 0.7, source: 'cloud' } }]);
  });

  it('is not asked about the mood of a language it does not speak', async () => {
    const { on, asked } = opinionOf();
    expect((await on([judged('hyvää päivää', 'fi')])).answers).toEqual(['not_asked']);
    expect(asked.sentiments).toEqual([]);
  });

  it('believes the embedded classifier on the language when that is sure', async () => {
    const message = judged('bonjour');
    const language = { label: 'fr', confidence: 0.95, source: 'detector' } as const;
    const { on, asked } = opinionOf();
    await on([{ ...message, classification: { ...message.classification, language } }]);
    expect(asked.languages).toEqual([]);
    expect(asked.sentiments).toEqual([{ texts: ['bonjour'], language: 'fr' }]);
  });
});

describe('reading Comprehend', () => {
  const moodOf = async (...given: Parameters<typeof mood>) =>
    (await opinionOf({ sentiments: async () => results(mood(...given)) }).on([judged('text', 'en')])).answers[0];

  it.each([
    ['NEGATIVE', { Negative: 0.91, Mixed: 0.03 }, { label: 'negative', confidence: 0.91 }, 0.94],
    ['POSITIVE', { Positive: 0.97, Negative: 0.01 }, { label: 'positive', confidence: 0.97 }, 0.01],
    ['NEUTRAL', { Neutral: 0.5, Negative: 0.3 }, { label: 'neutral', confidence: 0.5, unsure: true }, 0.3],
    ['MIXED', { Mixed: 0.8, Neutral: 0.1 }, { label: 'neutral', confidence: 0.9, unsure: true }, 0.8],
  ])('%s', async (said, score, sentiment, negative) => {
    expect(await moodOf(0, said, score)).toEqual({ sentiment: { ...sentiment, evidence: [] }, signals: { negative } });
  });

  it.each([
    ['a word that is no mood', results(mood(0, 'FURIOUS', {}))],
    ['a score above one', results(mood(0, 'NEGATIVE', { Negative: 7 }))],
    ['an index that was not asked about', results(mood(3, 'NEGATIVE', { Negative: 0.9 }))],
    ['an index twice', results(mood(0, 'NEUTRAL', {}), mood(0, 'NEGATIVE', {}))],
    ['no list', { ErrorList: [] }],
    ['nothing', undefined],
  ])('has no opinion where it answers with %s', async (_, answer) => {
    expect((await opinionOf({ sentiments: async () => answer }).on([judged('text', 'en')])).answers).toEqual([
      'unreadable',
    ]);
  });

  it('tells apart what failed in a batch', async () => {
    const { on } = opinionOf({
      sentiments: async () => ({ ...results(mood(1, 'NEUTRAL', { Neutral: 1 })), ErrorList: [{ Index: 0 }] }),
    });
    const { answers } = await on([judged('a', 'en'), judged('b', 'en'), judged('c', 'en')]);
    expect(answers).toMatchObject(['refused', { sentiment: { label: 'neutral' } }, 'unreadable']);
  });

  it('loses only the batch whose call fails', async () => {
    let calls = 0;
    const { on } = opinionOf({
      sentiments: async (texts) => {
        calls++;
        if (calls === 1) throw new NoOpinionError('throttled');
        return results(...texts.map((_, index) => mood(index, 'NEUTRAL', { Neutral: 1 })));
      },
    });
    const { answers } = await on(Array.from({ length: 26 }, (_, index) => judged(`m ${index}`, 'en')));
    expect(answers.slice(0, 25)).toEqual(Array(25).fill('throttled'));
    expect(answers[25]).toMatchObject({ sentiment: { label: 'neutral' } });
  });

  it('says why when it can tell no language', async () => {
    const { on } = opinionOf({ languages: silent('timed_out') });
    expect((await on([judged('???a')])).answers).toEqual(['timed_out']);
  });
});

describe('personal data by Comprehend', () => {
  const entity = (Type: string, [BeginOffset, EndOffset]: [number, number], Score = 0.99) => ({
    Type,
    BeginOffset,
    EndOffset,
    Score,
  });
  const flagsOf = async (text: string, ...Entities: object[]) => {
    const { answers } = await opinionOf({ personalData: async () => ({ Entities }) }, true).on([judged(text, 'en')]);
    return typeof answers[0] === 'object' ? answers[0].flags : answers[0];
  };

  it('is a warning whose evidence counts in UTF-16, as ours does, where Comprehend counts characters', async () => {
    const text = '😡 write to ada@example.com';
    expect(await flagsOf(text, entity('EMAIL', [11, 26]))).toEqual([
      { label: 'personal_data', confidence: 0.99, evidence: [[12, 27]] },
    ]);
    expect(text.slice(12, 27)).toBe('ada@example.com');
  });

  it.each([
    ['names and dates', [entity('NAME', [0, 3]), entity('DATE_TIME', [0, 3])]],
    ['what it is not sure of', [entity('PHONE', [0, 3], 0.5)]],
    ['what lies outside the text', [entity('PHONE', [2, 400])]],
  ])('leaves out %s', async (_, entities) => {
    expect(await flagsOf('call me', ...entities)).toBeUndefined();
  });

  const known = judged('write to ada@example.com today', 'en');
  const flags = [{ label: 'personal_data' as const, confidence: 1, evidence: [[9, 24] as [number, number]] }];
  const withAddress = { ...known, classification: { ...known.classification, flags } };

  it('that was found before is struck out of what is sent', async () => {
    const { on, asked } = opinionOf();
    await on([withAddress]);
    expect(asked.sentiments).toEqual([{ texts: ['write to *************** today'], language: 'en' }]);
  });

  it('is sent where Comprehend is asked to look for it', async () => {
    const { on, asked } = opinionOf({}, true);
    await on([withAddress]);
    expect(asked.personalData).toEqual([{ text: 'write to ada@example.com today', language: 'en' }]);
  });

  it('is looked for only where the stage asks, and in languages it knows', async () => {
    const without = opinionOf();
    await without.on([judged('hi', 'en')]);
    expect(without.asked.personalData).toEqual([]);
    const french = opinionOf({}, true);
    await french.on([judged('salut', 'fr')]);
    expect(french.asked.personalData).toEqual([]);
  });

  it('failing does not take the mood away', async () => {
    const { on } = opinionOf({ personalData: silent('throttled') }, true);
    expect((await on([judged('hi', 'en')])).answers).toMatchObject([{ sentiment: { label: 'neutral' } }]);
  });
});

describe('the limits of Comprehend', () => {
  it('cuts a document between characters at 5 KB', () => {
    const text = `a${'😡'.repeat(2_000)}`;
    expect(Buffer.byteLength(fitting(text))).toBe(4_997);
    expect(fitting(text).isWellFormed()).toBe(true);
    expect(text.startsWith(fitting(text))).toBe(true);
    expect(fitting('short')).toBe('short');
  });

  it.each([
    ['en-US', 'en'],
    ['PT_br', 'pt'],
    ['zh-Hant-HK', 'zh-TW'],
    ['zh-CN', 'zh'],
    ['und', undefined],
    ['qme', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('writes the language %s as %s', (tag, code) => {
    expect(languageCode(tag)).toBe(code);
  });

  it('are charged for what was answered, or worked on', async () => {
    const texts = [judged('a', 'en'), judged('b', 'en')];
    const costOf = async (sentiments: Comprehend['sentiments']) => (await opinionOf({ sentiments }).on(texts)).cost;
    expect(await costOf(async () => results(mood(0, 'NEUTRAL', {}), mood(1, 'NEUTRAL', {})))).toBe(600);
    expect(await costOf(async () => ({ ...results(mood(0, 'NEUTRAL', {})), ErrorList: [{ Index: 1 }] }))).toBe(300);
    expect(await costOf(silent('timed_out'))).toBe(600);
    expect(await costOf(silent('throttled'))).toBe(0);
  });

  it('reckons 300 characters at least for every operation', () => {
    const { mostCost } = opinionOf({}, true);
    expect(mostCost([judged('short', 'en')])).toBe(600);
    expect(mostCost([judged('who knows')])).toBe(900);
    expect(mostCost([judged('kort', 'nl')])).toBe(0);
    expect(mostCost([judged('x'.repeat(301), 'fr')])).toBe(400);
  });
});
