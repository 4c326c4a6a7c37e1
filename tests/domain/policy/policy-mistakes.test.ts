import { describe, expect, it } from 'vitest';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { SlaPolicy, Target } from '#domain/policy/policy.ts';
import { policyMistakes } from '#domain/policy/policy-mistakes.ts';

const target = (over: Partial<Target> = {}): Target => ({
  minutes: 60,
  calendar: 'business',
  warn: [{ percent: 80 }],
  pauseOn: [],
  ...over,
});
const policyOf = (over: Partial<SlaPolicy>): SlaPolicy => ({ ...DEFAULT_SLA_POLICY, ...over });
const withTarget = (over: Partial<Target>) =>
  policyOf({ rules: [{ when: {}, targets: { firstResponse: target(over) } }] });
const known = (...calendars: string[]) => ({ calendars, platforms: ['x', 'messenger'] });
const at = (policy: SlaPolicy, calendars: string[] = []) =>
  policyMistakes(policy, known(...calendars)).map(({ pointer }) => pointer);

describe('what is wrong with a policy', () => {
  it('is nothing with the one that ships', () => {
    expect(policyMistakes(DEFAULT_SLA_POLICY, known())).toEqual([]);
  });

  it('a calendar that is not there, with those that are', () => {
    const [mistake] = policyMistakes(withTarget({ calendar: 'night' }), known('late', 'early'));
    expect(mistake?.pointer).toBe('/rules/0/targets/firstResponse/calendar');
    expect(mistake?.mend).toContain('round_the_clock, business, late, early');
    const [among] = policyMistakes(withTarget({ calendar: 'night' }), known('business', 'late'));
    expect(among?.mend).toContain('round_the_clock, business, late.');
    expect(at(withTarget({ calendar: 'night' }), ['night'])).toEqual([]);
    expect(at(withTarget({ calendar: 'round_the_clock' }))).toEqual([]);
  });

  it.each<[string, Target['warn'], string[]]>([
    [
      'a warning before the clock has begun',
      [{ minutesBefore: 61 }],
      ['/rules/0/targets/firstResponse/warn/0/minutesBefore'],
    ],
    ['not one at its start', [{ minutesBefore: 60 }], []],
    [
      'the same warning twice',
      [{ percent: 50 }, { percent: 80 }, { percent: 50 }],
      ['/rules/0/targets/firstResponse/warn/2'],
    ],
    [
      'the same moment in two ways',
      [{ percent: 50 }, { minutesBefore: 30 }, { minutesBefore: 29 }],
      ['/rules/0/targets/firstResponse/warn/1'],
    ],
  ])('%s', (_, warn, expected) => {
    expect(at(withTarget({ warn }))).toEqual(expected);
  });

  it('a rule that can never hold, with the one before it', () => {
    const rules = [
      { when: {}, targets: { resolution: target() } },
      { when: { priority: ['P1' as const] }, targets: {} },
    ];
    expect(policyMistakes(policyOf({ rules }), known())).toEqual([
      expect.objectContaining({ pointer: '/rules/1', detail: expect.stringContaining('rule 0') }),
    ]);
    const rest = [...DEFAULT_SLA_POLICY.rules, { when: {}, targets: {} }];
    expect(at(policyOf({ rules: rest }))).toEqual(['/rules/4']);
  });

  it.each<[string, SlaPolicy['rules'][number]['when'], string[]]>([
    ['an unknown platform', { platform: ['x', 'twitter'] }, ['/platform/1']],
    ['a channel of an unknown platform', { channel: ['twitter.mention', 'x.mention'] }, ['/channel/0']],
    ['an empty tier', { tier: ['gold', ' '] }, ['/tier/1']],
    ['an empty platform', { platform: [''] }, ['/platform/0']],
    ['a team with a blank at its end', { team: ['returns '] }, ['/team/0']],
    ['the same team twice', { team: ['a', 'b', 'a'] }, ['/team/2']],
    ['the same priority twice', { priority: ['P1', 'P1'] }, ['/priority/1']],
    ['a tier of a book’s length', { tier: ['g'.repeat(201)] }, ['/tier/0']],
    ['nothing of known ones', { platform: ['messenger'], channel: ['messenger.dm'], tier: ['g'.repeat(200)] }, []],
  ])('a condition that names %s', (_, when, expected) => {
    const rules = [{ when, targets: { firstResponse: target() } }];
    expect(at(policyOf({ rules }))).toEqual(expected.map((pointer) => `/rules/0/when${pointer}`));
    const mends = policyMistakes(policyOf({ rules }), known()).map(({ mend }) => mend);
    if (_.includes('unknown')) expect(mends).toEqual([expect.stringContaining('x, messenger.')]);
  });

  it.each<[string, Partial<SlaPolicy>, string[]]>([
    ['no rules', { rules: [] }, ['/rules']],
    ['rules without a target alone', { rules: [{ when: {}, targets: {} }] }, ['/rules']],
    [
      'not a rule without a target beside one that has some',
      { rules: [{ when: { tier: ['free'] }, targets: {} }, ...DEFAULT_SLA_POLICY.rules] },
      [],
    ],
    ['no name', { name: '' }, ['/name']],
    ['a name of a book’s length', { name: 'x'.repeat(200_000) }, ['/name']],
    ['not a long name', { name: 'x'.repeat(200) }, []],
  ])('%s', (_, given, expected) => {
    expect(at(policyOf(given))).toEqual(expected);
  });

  it.each<[string, SlaPolicy['escalation'][number], string[]]>([
    [
      'a step after a warning point that no clock has',
      { on: 'warning', point: 1, notify: 'lead' },
      ['/escalation/0/point'],
    ],
    [
      'a step that hands the ticket to nobody',
      { on: 'breached', notify: 'lead', reassignTo: ' ' },
      ['/escalation/0/reassignTo'],
    ],
    ['not a step that hands it to an agent', { on: 'breached', notify: 'lead', reassignTo: 'agent-2' }, []],
    ['a point of a breach', { on: 'breached', point: 0, notify: 'lead' }, ['/escalation/0/point']],
    ['not a step after the only point', { on: 'warning', point: 0, notify: 'lead' }, []],
    ['not a step after a breach', { on: 'breached', afterMinutes: 5, notify: 'on_call' }, []],
  ])('%s', (_, step, expected) => {
    expect(at(policyOf({ escalation: [step] }))).toEqual(expected);
  });
});
