import { describe, expect, it } from 'vitest';
import { guard, guardOf, guardOfTicket } from '#domain/guard.ts';
import { GUARD_BOUNDS, type GuardReason } from '#domain/guard-rules.ts';
import type { Gist } from '#domain/reading.ts';
import { CALM_CLASSIFICATION, CALM_GIST } from '#tests/support/gists.ts';
import { customerMessage } from '#tests/support/messages.ts';
import { openedTicket } from '#tests/support/tickets.ts';

const judged = (over: Partial<Gist>) => guard({ readings: [{ ...CALM_GIST, ...over }] });
const signals = (over: Partial<Gist['signals'] & object>) => ({
  signals: { negative: 0, sarcasm: 0, person: 0, ...over },
});

describe('automation may speak', () => {
  it.each<[string, Partial<Gist>]>([
    ['to praise', {}],
    ['to a plain question', { intent: 'how_to', sentiment: 'neutral', urgency: 'normal' }],
    ['before a sale', { intent: 'sales', sentiment: 'neutral' }],
    ['to calm feedback', { intent: 'feedback', sentiment: 'neutral' }],
    ['to a greeting that a signal vouches for', { intent: 'other', sentiment: 'neutral' }],
    ['to praise without signals', { signals: undefined }],
    ['to what needs an answer today', { intent: 'how_to', sentiment: 'neutral', urgency: 'high' }],
    ['to calm words whose intent is doubtful', { unsure: ['intent'] }],
    ['just below every bound', signals({ negative: 0.24, sarcasm: 0.24, person: 0.01 })],
  ])('%s', (_, over) => {
    expect(judged(over)).toEqual({ verdict: 'may_speak', reasons: [] });
  });
});

describe('a person is needed', () => {
  it.each<[string, Partial<Gist>, GuardReason[]]>([
    ['by who is displeased', { sentiment: 'negative', intent: 'how_to' }, ['negative']],
    ['when the mood is doubtful', { unsure: ['sentiment'] }, ['unsure']],
    ['when nobody can tell what is wanted', { intent: 'other', signals: undefined }, ['unsure']],
    ['when nobody vouches for a doubtful intent', { unsure: ['intent'], signals: undefined }, ['unsure']],
    ['by who complains', { sentiment: 'neutral', intent: 'complaint' }, ['complaint']],
    ['when something is broken', { sentiment: 'neutral', intent: 'outage' }, ['grievance']],
    ['when something has not come', { sentiment: 'neutral', intent: 'delivery' }, ['grievance']],
    ['when money is at stake', { sentiment: 'neutral', intent: 'billing' }, ['grievance']],
    ['by who is locked out', { sentiment: 'neutral', intent: 'account_access' }, ['grievance']],
    ['by who leaves', { sentiment: 'neutral', intent: 'cancellation' }, ['grievance']],
    ['when somebody is in danger', { sentiment: 'neutral', intent: 'safety' }, ['safety']],
    ['when a law is named', { flags: ['legal'] }, ['legal']],
    ['when something was stolen', { sentiment: 'neutral', intent: 'fraud' }, ['fraud']],
    ['by the press', { flags: ['press'] }, ['press']],
    ['by who threatens to go', { flags: ['threat_to_leave'] }, ['threat_to_leave']],
    ['when praise is meant as blame', { flags: ['sarcasm'] }, ['sarcasm']],
    ['when praise may be meant as blame', signals({ sarcasm: 0.25 }), ['sarcasm', 'disagreeing_signals']],
    ['when glad words come with displeasure', signals({ negative: 0.25 }), ['disagreeing_signals']],
    ['when glad words tell of a failure', { intent: 'outage' }, ['grievance', 'disagreeing_signals']],
    ['when sad words praise', { sentiment: 'negative' }, ['negative', 'disagreeing_signals']],
    ['when the model expects so', signals({ person: 0.02 }), ['likely_person']],
    ['when harm is under way', { urgency: 'critical' }, ['urgent']],
    ['when personal data is told', { flags: ['personal_data'] }, ['personal_data']],
    ['before a robot talks with a robot', { flags: ['spam'] }, ['spam']],
  ])('%s', (_, over, reasons) => {
    expect(judged(over)).toEqual({ verdict: 'needs_a_person', reasons });
  });

  it('when the customer writes twice', () => {
    expect(guard({ readings: [CALM_GIST, CALM_GIST] }).reasons).toEqual(['repeated_contact']);
  });

  it('when a settled matter comes back', () => {
    expect(guard({ readings: [CALM_GIST], isBack: true }).reasons).toEqual(['repeated_contact']);
  });

  it('in a crisis, whatever was said', () => {
    expect(guard({ readings: [CALM_GIST], crisis: true }).reasons).toEqual(['crisis']);
  });

  it('when nothing was said', () => {
    expect(guard({ readings: [] }).reasons).toEqual(['nothing_said']);
  });

  it('for each reason once, the gravest first', () => {
    const angry: Gist = { ...CALM_GIST, sentiment: 'negative', intent: 'complaint', flags: ['legal'] };
    const { reasons } = guard({ readings: [angry, angry], crisis: true });
    expect(reasons).toEqual(['legal', 'crisis', 'negative', 'complaint', 'repeated_contact']);
  });
});

describe('the guard', () => {
  it('judges one message as the first contact', () => {
    expect(guardOf(CALM_CLASSIFICATION).verdict).toBe('may_speak');
    expect(
      guardOf({ ...CALM_CLASSIFICATION, flags: [{ label: 'sarcasm', confidence: 0.9, evidence: [] }] }).reasons,
    ).toEqual(['sarcasm']);
    expect(
      guardOf({ ...CALM_CLASSIFICATION, sentiment: { ...CALM_CLASSIFICATION.sentiment, unsure: true } }).reasons,
    ).toEqual(['unsure']);
  });

  it('judges a ticket by its episode and by what went before', () => {
    const ticket = openedTicket(customerMessage({ text: 'Thank you, great job!' }));
    expect(guardOfTicket(ticket).verdict).toBe('may_speak');
    expect(guardOfTicket(ticket, true).reasons).toEqual(['crisis']);
    expect(guardOfTicket({ ...ticket, predecessor: 'ticket-0' }).reasons).toEqual(['repeated_contact']);
    const { episode } = ticket;
    expect(guardOfTicket({ ...ticket, episode: { ...episode, number: 2 } }).reasons).toEqual(['repeated_contact']);
  });

  it('bears the version of its bounds', () => {
    expect(GUARD_BOUNDS).toEqual({ version: 'guard-2', person: 0.02, negative: 0.25, sarcasm: 0.25 });
  });
});
