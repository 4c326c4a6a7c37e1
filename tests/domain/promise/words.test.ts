import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROMISE_LANGUAGES, type PromiseLanguage, promiseLanguage, promiseText } from '#domain/promise/words.ts';

const NOW = '2026-03-06T20:00:00.000Z';
const within = { kind: 'within', minutes: 120, until: '2026-03-06T22:00:00.000Z', zone: 'UTC' } as const;
const from = (at: string) =>
  ({ kind: 'from', from: at, until: '2026-03-20T17:00:00.000Z', zone: 'Europe/Berlin' }) as const;

describe('a promise in words', () => {
  it.each([
    [within, 'Expected answer: within 2 hours.'],
    [{ ...within, minutes: 30 }, 'Expected answer: within 30 minutes.'],
    [from('2026-03-07T08:00:00.000Z'), 'Expected answer: tomorrow from 09:00 GMT+1.'],
    [from('2026-03-09T08:00:00.000Z'), 'Expected answer: Monday from 09:00 GMT+1.'],
    [from('2026-03-16T08:00:00.000Z'), 'Expected answer: Monday, March 16 from 09:00 GMT+1.'],
    [{ kind: 'by', until: '2026-03-06T22:00:00.000Z', zone: 'UTC' } as const, 'Expected answer: today by 22:00 UTC.'],
    [{ kind: 'by', until: '2026-03-07T00:00:00.000Z', zone: 'UTC' } as const, 'Expected answer: today by 00:00 UTC.'],
  ])('%j', (expected, text) => {
    expect(promiseText(expected, 'en', NOW)).toBe(`We have received your message. ${text}`);
  });

  it('names the day of the zone, not of UTC', () => {
    const tokyo = { ...from('2026-03-08T00:00:00.000Z'), zone: 'Asia/Tokyo' };
    expect(promiseText(tokyo, 'en', NOW)).toContain('tomorrow from 09:00 GMT+9');
  });

  it.each(PROMISE_LANGUAGES)('fits a post in %s, and is the language’s own', (language) => {
    const texts = [within, from('2026-03-16T08:00:00.000Z')].map((expected) => promiseText(expected, language, NOW));
    for (const text of texts) expect(text.length).toBeLessThan(140);
    if (language !== 'en') expect(texts.join(' ')).not.toMatch(/answer|hours|Monday|from/);
  });

  it('has words in every language in which the corpus is written', () => {
    const folder = join(import.meta.dirname, '../../../train/corpus');
    const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
    const spoken = new Set(lines.map((line) => (JSON.parse(line) as { lang: string }).lang));
    expect(spoken.size).toBeGreaterThanOrEqual(8);
    expect([...spoken].filter((language) => promiseLanguage(language) !== language)).toEqual([]);
  });

  it.each<[PromiseLanguage, number, string]>([
    ['ar', 60, 'ساعة.'],
    ['ar', 120, 'ساعتان.'],
    ['ar', 180, '3 ساعات.'],
    ['ar', 15, '15 دقيقة.'],
    ['hi', 60, '1 घंटा।'],
    ['hi', 120, '2 घंटे।'],
    ['hi', 15, '15 मिनट।'],
    ['pt', 60, '1 hora.'],
    ['it', 120, '2 ore.'],
    ['de', 60, '1 Stunde.'],
  ])('counts in %s as the language does: %i minutes', (language, minutes, end) => {
    const text = promiseText({ ...within, minutes }, language, NOW);
    expect(text.slice(-end.length)).toBe(end);
  });

  it.each<[PromiseLanguage, RegExp]>([
    ['ar', /^[\p{Script=Arabic}]/u],
    ['hi', /^[\p{Script=Devanagari}]/u],
  ])('begins in %s with a letter of its own, so that the line runs its way', (language, letter) => {
    expect(promiseText(within, language, NOW)).toMatch(letter);
  });

  it.each([
    ['de-AT', 'de'],
    ['PT_br', 'pt'],
    ['nl', 'en'],
    ['und', 'en'],
    [undefined, 'en'],
    ['constructor', 'en'],
  ])('%s is answered in %s', (tag, language) => {
    expect(promiseLanguage(tag)).toBe(language);
  });
});
