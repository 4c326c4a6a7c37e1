import { describe, expect, it } from 'vitest';
import { RefusedError } from '#domain/errors.ts';
import {
  type Correcting,
  type Correction,
  corrected,
  inForce,
  type MessageLabels,
  relabelled,
  type Said,
} from '#domain/label.ts';
import type { Reading } from '#domain/reading.ts';
import { NOON } from '#tests/support/messages.ts';

const UNLABELLED: MessageLabels = { account: 'x:1', messageId: 'm-1', ticketId: 't-1', corrections: [] };
const FOUND: Said = { sentiment: 'positive', intent: 'praise', urgency: 'low', flags: [] };

const correcting = (said: Said, given: Partial<Correcting> = {}): Correcting => ({
  id: 'label-1',
  by: { kind: 'agent', id: 'agent-1' },
  at: NOON,
  said,
  found: FOUND,
  classifier: 'embedded@1',
  amendments: 0,
  ...given,
});

const reading = (given: Partial<Reading> = {}): Reading => ({
  id: 'm-1',
  sentAt: NOON,
  sentiment: 'positive',
  urgency: 'low',
  intent: 'praise',
  ...given,
});

const labelled = (...saids: Said[]): MessageLabels =>
  saids.reduce((known, said, index) => corrected(known, correcting(said, { id: `label-${index}` })), UNLABELLED);

describe('a correction', () => {
  it('says who, when, why, what was before and who had judged, and no words', () => {
    const { corrections } = corrected(UNLABELLED, correcting({ sentiment: 'negative' }, { why: 'irony' }));
    const expected: Correction = {
      id: 'label-1',
      by: { kind: 'agent', id: 'agent-1' },
      at: NOON,
      why: 'irony',
      said: { sentiment: 'negative' },
      was: { sentiment: 'positive' },
      classifier: 'embedded@1',
      amendments: 0,
    };
    expect(corrections).toEqual([expected]);
  });

  it('leaves the other fields to those who said them', () => {
    const labels = labelled({ sentiment: 'negative' }, { intent: 'complaint' }, { sentiment: 'neutral' });
    expect(inForce(labels)).toEqual({ sentiment: 'neutral', intent: 'complaint' });
    expect(labels.corrections.map(({ was }) => was)).toEqual([
      { sentiment: 'positive' },
      { intent: 'praise' },
      { sentiment: 'negative' },
    ]);
  });

  it('that says what people said already is none', () => {
    const labels = labelled({ sentiment: 'negative', flags: ['sarcasm', 'legal'] });
    expect(corrected(labels, correcting({ sentiment: 'negative', flags: ['legal', 'sarcasm'] }))).toBe(labels);
    expect(corrected(labels, correcting({ flags: [] }))).not.toBe(labels);
  });

  it('may confirm what a classifier found: that is a label too', () => {
    expect(inForce(labelled({ sentiment: 'positive' }))).toEqual({ sentiment: 'positive' });
  });

  it('is refused when people quarrel', () => {
    const quarrel = Array.from({ length: 50 }, (_, index): Said => ({ urgency: index % 2 === 0 ? 'high' : 'low' }));
    const labels = labelled(...quarrel);
    expect(() => corrected(labels, correcting({ urgency: 'critical' }))).toThrow(RefusedError);
  });
});

describe('a reading', () => {
  it('without labels stays as it is', () => {
    const plain = reading();
    expect(relabelled(plain, UNLABELLED)).toBe(plain);
  });

  it('becomes what people said, and nobody is unsure of that', () => {
    const doubtful = reading({ unsure: ['sentiment', 'intent'], flags: ['spam'] });
    expect(relabelled(doubtful, labelled({ sentiment: 'negative', flags: ['sarcasm'] }))).toEqual({
      ...reading(),
      sentiment: 'negative',
      flags: ['sarcasm'],
      unsure: ['intent'],
      labels: { count: 1, fields: ['sentiment', 'flags'] },
    });
  });

  const signals = { negative: 0.3, sarcasm: 0.4, person: 0.5 };

  it.each([
    [{ sentiment: 'negative' }, { negative: 1, sarcasm: 0.4, person: 0.5 }],
    [{ sentiment: 'neutral' }, { negative: 0, sarcasm: 0.4, person: 0.5 }],
    [{ flags: ['sarcasm'] }, { negative: 0.3, sarcasm: 1, person: 0.5 }],
    [{ flags: [] }, { negative: 0.3, sarcasm: 0, person: 0.5 }],
    [{ automationMaySpeak: true }, { negative: 0.3, sarcasm: 0.4, person: 0 }],
    [{ automationMaySpeak: false }, { negative: 0.3, sarcasm: 0.4, person: 1 }],
    [{ intent: 'sales' }, signals],
  ] as [Said, typeof signals][])('by %j has the signals %j', (said, expected) => {
    expect(relabelled(reading({ signals }), labelled(said)).signals).toEqual(expected);
  });

  it('without signals gets them when a person says whether automation may speak', () => {
    const judged = relabelled(reading({ sentiment: 'negative' }), labelled({ automationMaySpeak: false }));
    expect(judged.signals).toEqual({ negative: 1, sarcasm: 0, person: 1 });
  });

  it('of edited words keeps the labels, and the fears of the classifier', () => {
    const edited = reading({ signals: { negative: 0.9, sarcasm: 0.1, person: 0.9 }, amendments: 1 });
    expect(relabelled(edited, labelled({ sentiment: 'neutral', automationMaySpeak: true }))).toMatchObject({
      sentiment: 'neutral',
      signals: { negative: 0.9, person: 0.9 },
    });
  });
});
