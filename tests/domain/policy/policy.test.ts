import { describe, expect, it } from 'vitest';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import type { ClockName } from '#domain/clock-name.ts';
import { DEFAULT_SLA_BOOK, hoursFor } from '#domain/policy/book.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { calendarsNamed, type SlaPolicy, type SlaRule, slaPolicy, type Target } from '#domain/policy/policy.ts';
import { ruleFor, type Subject, targetFor } from '#domain/policy/rules.ts';
import type { Priority } from '#domain/sla.ts';
import { calendarOf } from '#tests/support/calendars.ts';

const subject: Subject = { priority: 'P3', visibility: 'private', platform: 'x', channel: 'x.dm' };
const promise: Target = { minutes: 10, calendar: 'round_the_clock', warn: [], pauseOn: [] };
const policyOf = (...rules: SlaRule[]): SlaPolicy => ({ ...DEFAULT_SLA_POLICY, rules });

describe('the policy that ships', () => {
  it('is valid', () => {
    expect(slaPolicy.parse(DEFAULT_SLA_POLICY)).toEqual(DEFAULT_SLA_POLICY);
    expect(calendarsNamed(DEFAULT_SLA_POLICY)).toEqual([]);
  });

  it.each<[Priority, ClockName, number, string]>([
    ['P1', 'firstResponse', 15, 'round_the_clock'],
    ['P2', 'nextResponse', 30, 'round_the_clock'],
    ['P3', 'firstResponse', 60, 'round_the_clock'],
    ['P4', 'firstResponse', 480, 'business'],
    ['P1', 'resolution', 240, 'round_the_clock'],
    ['P2', 'resolution', 480, 'round_the_clock'],
    ['P3', 'resolution', 1440, 'round_the_clock'],
    ['P4', 'resolution', 1440, 'business'],
    ['P1', 'periodicUpdate', 120, 'round_the_clock'],
  ])('promises %s a %s within %i minutes, %s, and warns at 80 %%', (priority, clock, minutes, calendar) => {
    const { target } = targetFor(DEFAULT_SLA_POLICY, { ...subject, priority }, clock) ?? {};
    expect(target).toMatchObject({ minutes, calendar, warn: [{ percent: 80 }] });
  });

  it('pauses what waits for the customer, and no answer', () => {
    const pauses = (clock: ClockName) =>
      targetFor(DEFAULT_SLA_POLICY, { ...subject, priority: 'P1' }, clock)?.target.pauseOn;
    expect(pauses('resolution')).toEqual(['pending']);
    expect(pauses('periodicUpdate')).toEqual(['pending']);
    expect(pauses('firstResponse')).toEqual([]);
  });

  it('promises no resolution in total, and no updates below P1', () => {
    expect(targetFor(DEFAULT_SLA_POLICY, subject, 'totalResolution')).toBeUndefined();
    expect(targetFor(DEFAULT_SLA_POLICY, subject, 'periodicUpdate')).toBeUndefined();
  });
});

describe('a rule', () => {
  it.each<[string, SlaRule['when'], boolean]>([
    ['nothing', {}, true],
    ['the priority', { priority: ['P2', 'P3'] }, true],
    ['another priority', { priority: ['P1'] }, false],
    ['the visibility', { visibility: 'private' }, true],
    ['the other visibility', { visibility: 'public' }, false],
    ['the platform and the channel', { platform: ['x'], channel: ['x.dm'] }, true],
    ['another channel', { platform: ['x'], channel: ['x.mention'] }, false],
    ['a tier that the ticket has not', { tier: ['gold'] }, false],
    ['a team that the ticket has not', { team: ['night'] }, false],
  ])('that asks for %s holds or not', (_, when, isHeld) => {
    expect(ruleFor(policyOf({ when, targets: {} }), subject) !== undefined).toBe(isHeld);
  });

  it('wins when it is the first that holds, with all that it promises and nothing else', () => {
    const gold: SlaRule = { when: { tier: ['gold'] }, targets: { firstResponse: promise } };
    const all: SlaRule = { when: {}, targets: { firstResponse: { ...promise, minutes: 99 }, resolution: promise } };
    const policy = policyOf(gold, all);
    expect(targetFor(policy, { ...subject, tier: 'gold' }, 'firstResponse')).toEqual({ rule: 0, target: promise });
    expect(targetFor(policy, { ...subject, tier: 'gold' }, 'resolution')).toBeUndefined();
    expect(targetFor(policy, subject, 'firstResponse')).toMatchObject({ rule: 1, target: { minutes: 99 } });
  });
});

describe('a policy', () => {
  it.each<[string, unknown]>([
    ['a target of no minutes', { rules: [{ when: {}, targets: { resolution: { ...promise, minutes: 0 } } }] }],
    ['a target of half minutes', { rules: [{ when: {}, targets: { resolution: { ...promise, minutes: 1.5 } } }] }],
    ['a clock that is none', { rules: [{ when: {}, targets: { lunch: promise } }] }],
    ['a condition that nothing can meet', { rules: [{ when: { priority: [] }, targets: {} }] }],
    ['a condition that it does not know', { rules: [{ when: { wheather: ['rain'] }, targets: {} }] }],
    [
      'a warning after the end',
      { rules: [{ when: {}, targets: { resolution: { ...promise, warn: [{ percent: 100 }] } } }] },
    ],
    ['a pause on work', { rules: [{ when: {}, targets: { resolution: { ...promise, pauseOn: ['open'] } } }] }],
    ['a step to nobody', { escalation: [{ on: 'breached', notify: 'everybody' }] }],
  ])('is refused for %s', (_, given) => {
    expect(slaPolicy.safeParse({ ...DEFAULT_SLA_POLICY, ...(given as object) }).success).toBe(false);
  });
});

describe('business hours', () => {
  const night = { ...calendarOf({}, 'UTC', 'night'), teams: ['night'] };
  const shop = { ...calendarOf({}, 'UTC', 'shop'), accounts: ['x:1'] };
  const calendars = [...DEFAULT_SLA_BOOK.calendars, night, shop];

  it("are the team's, else the account's, else those of the calendar named business, else those that ship", () => {
    expect(hoursFor(calendars, 'business', { account: 'x:1', team: 'night' })).toBe(night);
    expect(hoursFor(calendars, 'business', { account: 'x:1', team: 'day' })).toBe(shop);
    expect(hoursFor(calendars, 'business', { account: 'x:2' })).toBe(DEFAULT_CALENDAR);
    expect(hoursFor([], 'business', { account: 'x:2' })).toBe(DEFAULT_CALENDAR);
  });

  it('are taken where a calendar is missing; one that is there is taken by its name', () => {
    expect(hoursFor(calendars, 'shop', { account: 'x:2' })).toBe(shop);
    expect(hoursFor(calendars, 'gone', { account: 'x:2' })).toBe(DEFAULT_CALENDAR);
    expect(hoursFor(calendars, 'round_the_clock', { account: 'x:2' })).toBe('round_the_clock');
  });
});
