import { describe, expect, it } from 'vitest';
import { type Certainty, nextState, type Outcome } from '#functions/send-reply/next-state.ts';

const NOW = '2026-03-02T10:00:00.000Z';
const KEYLESS: Certainty = { keyed: false, unsure: false };
const KEYED: Certainty = { keyed: true, unsure: false };
const UNSURE: Certainty = { keyed: true, unsure: true };

const sent: Outcome = { kind: 'sent', messageId: 'm' };
const failed: Outcome = { kind: 'failed', reason: 'no', platformCode: '403' };
const retry: Outcome = { kind: 'retry', reason: 'busy' };
const doubtful: Outcome = { kind: 'doubtful', reason: 'server_error' };
const lost: Outcome = { kind: 'lost', reason: 'timeout' };

describe('what a reply becomes', () => {
  it.each<[Outcome, Certainty, string]>([
    [sent, KEYLESS, 'sent'],
    [sent, UNSURE, 'sent'],
    [failed, KEYLESS, 'failed'],
    [failed, KEYED, 'failed'],
    [failed, UNSURE, 'doubtful'],
    [retry, KEYLESS, 'queued'],
    [retry, KEYED, 'queued'],
    [retry, UNSURE, 'sending'],
    [doubtful, KEYLESS, 'doubtful'],
    [doubtful, KEYED, 'sending'],
    [lost, KEYLESS, 'doubtful'],
    [lost, KEYED, 'sending'],
    [lost, UNSURE, 'sending'],
  ])('%j with %j is %s', (outcome, certainty, state) => {
    const next = nextState(outcome, certainty, NOW);
    expect(next.state).toBe(state);
    expect(next.leaseUntil).toBe(state === 'sending' ? NOW : undefined);
  });

  it('names the platform’s own code beside ours', () => {
    expect(nextState(failed, KEYLESS, NOW).reason).toBe('no (403)');
  });
});
