import { describe, expect, it } from 'vitest';
import { planDay } from '#local/demo/day.ts';
import { MINUTES_A_DAY, type Planned } from '#local/demo/plan.ts';

const DAY = { seed: 1, startMs: Date.parse('2026-03-02T00:00:00.000Z'), messages: 2200 };
const day = planDay(DAY);

const intents = (intent: string): Planned[] =>
  day.filter(({ events }) => events.some((event) => event.intent === intent));
const payloadOf = ({ platform, payload, isForged }: Planned): string => JSON.stringify([platform, payload, isForged]);
/** Deliveries that are sent again, each as often as it is. */
const repeats = day.length - new Set(day.map(payloadOf)).size;

describe("the demo's day", () => {
  it('is the same for a seed, and another for another', () => {
    expect(planDay(DAY)).toEqual(day);
    expect(planDay({ ...DAY, seed: 2 })).not.toEqual(day);
  });

  it('has at least 2,000 different messages over three platforms', () => {
    const names = new Set(intents('healthy').flatMap(({ events }) => events.map(({ storedAs }) => storedAs)));
    const messages = [...names].filter((name) => name?.includes(' message '));
    expect(messages.length).toBeGreaterThanOrEqual(2000);
    for (const platform of ['x', 'messenger', 'standard']) {
      expect(messages.filter((name) => name?.startsWith(`${platform}:`)).length, platform).toBeGreaterThan(300);
    }
  });

  it('repeats a tenth of its deliveries', () => {
    const genuine = day.filter(({ isForged }) => !isForged).length - repeats;
    expect(repeats / genuine).toBeGreaterThanOrEqual(0.1);
    expect(repeats / genuine).toBeLessThan(0.11);
  });

  it('has edits and deletions, events without words, poison and forgeries among them', () => {
    const amended = (kind: string) =>
      intents('healthy').filter(({ events }) => events[0]?.storedAs?.includes(` ${kind} of `));
    const counts = [
      amended('edit'),
      amended('deletion'),
      intents('without_words'),
      intents('poison'),
      intents('forged'),
    ];
    for (const found of counts) expect(found.length).toBeGreaterThan(9);
    expect(intents('forged').every(({ isForged }) => isForged)).toBe(true);
  });

  it('is shuffled within its minutes, with its spike at noon', () => {
    const minutes = day.map(({ atMinute }) => atMinute);
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
    expect(Math.max(...minutes)).toBeLessThan(MINUTES_A_DAY);
    const noon = day.filter(({ atMinute, events }) => atMinute === 720 && events[0]?.intent === 'healthy');
    const order = noon.map(({ events }) => events[0]?.storedAs ?? '').filter((name) => name.includes('messenger:'));
    expect(order).not.toEqual(order.toSorted());
    expect(day.filter(({ atMinute }) => atMinute >= 720 && atMinute < 725).length).toBeGreaterThan(day.length * 0.3);
  });

  it('sends some things before what they refer to', () => {
    const first = new Map<string, number>();
    day.forEach(({ events, isForged }, index) => {
      const name = events[0]?.storedAs;
      if (name && !isForged && !first.has(name)) first.set(name, index);
    });
    const early = [...first].filter(([name, index]) => {
      const said = first.get(name.replace(/ (edit|deletion) of /, ' message '));
      return / (edit|deletion) of /.test(name) && said !== undefined && said > index;
    });
    expect(early.length).toBeGreaterThan(0);
  });
});
