import { describe, expect, it } from 'vitest';
import { WEBHOOK_SECRETS } from '#local/care/secrets.ts';
import { signed } from '#local/care/sender.ts';
import { planDay } from '#local/demo/day.ts';
import { forged } from '#local/demo/forgery.ts';
import { MINUTES_A_DAY, type Planned } from '#local/demo/plan.ts';
import { polledIn } from '#local/demo/polls.ts';
import { doubles } from '#platforms/doubles.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { vouching } from '../platforms/support/requests.ts';

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

  it('has at least 2,000 different messages, most of them on three platforms', () => {
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

const NAMES = Object.keys(platforms) as PlatformName[];
const CHANNELS = NAMES.flatMap((name) => Object.keys(doubles[name].says));

/** What a delivery, or a page, means; what is only named is read as it is given out. */
function meaningsOf({ platform, payload, named }: Planned) {
  const { split, normalise, fetch } = platforms[platform];
  const delivery = { id: 'delivery-1', pathAccount: doubles[platform].account, headers: {} };
  const wire: unknown = JSON.parse(JSON.stringify(payload));
  return split(wire, delivery).map((event) => {
    const meaning = normalise(event, '2026-03-02T12:00:00.000Z');
    if (meaning.kind !== 'reference') return meaning;
    expect(meaning.reference.id).toBe(named?.id);
    const body = platform === 'instagram' ? { mentioned_comment: named?.thing } : named?.thing;
    const answer = fetch?.read({ status: 200, headers: {}, body: JSON.stringify(body) }, event);
    if (answer?.kind !== 'fetched') throw new Error(`${platform} does not give out what it named`);
    return normalise(answer.event, '2026-03-02T12:00:00.000Z');
  });
}

describe.each([DAY, { ...DAY, seed: 7, messages: 300 }])('the platforms of a day of $messages messages', (options) => {
  const planned = planDay(options);

  it.each(NAMES)('%s is among them, and what is said there is stored as planned', (name) => {
    const here = planned.filter(({ platform, isForged, events }) => {
      return platform === name && !isForged && events[0]?.intent !== 'poison' && !isAmendment(events[0]?.storedAs);
    });
    expect(here.length).toBeGreaterThan(0);
    for (const each of here) {
      const names = meaningsOf(each).flatMap((meaning) =>
        meaning.kind === 'message' ? [`${meaning.message.account} message ${meaning.message.id}`] : [],
      );
      const expected = [...each.events, ...(each.named ? [each.named] : [])].flatMap(({ storedAs }) => storedAs ?? []);
      expect(names).toEqual(expected);
    }
  });

  it('are spoken to on every channel, in public and in private', () => {
    const heard = planned.flatMap((each) =>
      each.isForged || each.events[0]?.intent === 'poison' || isAmendment(each.events[0]?.storedAs)
        ? []
        : meaningsOf(each).flatMap((meaning) => (meaning.kind === 'message' ? [meaning.message] : [])),
    );
    // The crowd posts on X where the double's search finds posts.
    const searched = (channel: string) => channel === 'x.post';
    const channels = new Set(heard.map(({ channel }) => channel));
    expect(CHANNELS.filter((channel) => !searched(channel) && !channels.has(channel))).toEqual([]);
    expect(new Set(heard.map(({ visibility }) => visibility))).toEqual(new Set(['public', 'private']));
  });

  it('are forged once on each that delivers, and the forgery is refused', async () => {
    for (const name of NAMES.filter((each) => platforms[each].webhook)) {
      const forgery = planned.find(({ platform, isForged }) => platform === name && isForged);
      if (!forgery && ['x', 'messenger', 'standard'].includes(name)) continue;
      expect(forgery, name).toBeDefined();
      if (forgery) expect(await isTaken(name, forgery, false), name).toBe(true);
      if (forgery) expect(await isTaken(name, forgery, true), name).toBe(false);
    }
  });
});

const isAmendment = (name: string | undefined): boolean => / (edit|deletion) of /.test(name ?? '');

/** Whether the platform's own check takes a delivery. */
async function isTaken(name: PlatformName, { payload }: Planned, isSpoilt: boolean): Promise<boolean> {
  const genuine = signed(name, payload, DAY.startMs);
  const { path, headers, body } = isSpoilt ? forged(name, genuine) : genuine;
  const { pathname, searchParams } = new URL(path, 'http://earshot');
  const query = Object.fromEntries(searchParams);
  const request = {
    method: 'POST',
    headers,
    query,
    body,
    pathAccount: pathname.split('/')[3],
    nowMs: DAY.startMs,
  } as const;
  const verdict = await platforms[name].webhook?.verify(request, vouching(name, WEBHOOK_SECRETS[name]));
  return verdict?.ok ?? false;
}

describe('polls', () => {
  it('are ordered where something is said that nobody delivers', () => {
    const polled = NAMES.filter((name) => !platforms[name].webhook);
    expect(polled.length).toBeGreaterThan(4);
    expect(polledIn(day)).toEqual(polled);
    expect(polledIn(day.filter(({ platform }) => platform === 'x'))).toEqual([]);
  });
});
