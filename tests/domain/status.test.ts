import { describe, expect, it } from 'vitest';
import { assertMove, mayMove, STATUSES, TRANSITIONS } from '#domain/status.ts';

describe('the transition table', () => {
  it('names each transition once', () => {
    const names = TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lets nothing out of closed, and only time into it', () => {
    expect(TRANSITIONS.some(({ from }) => from === 'closed')).toBe(false);
    expect(TRANSITIONS.filter(({ to }) => to === 'closed').map(({ by }) => by)).toEqual([['time']]);
  });

  it('reaches every status from new', () => {
    const reached = new Set(['new']);
    for (let round = 0; round < STATUSES.length; round++) {
      for (const { from, to } of TRANSITIONS) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });

  it('refuses what is not in it, and says what is', () => {
    expect(mayMove('pending', 'closed', 'agent')).toBe(false);
    expect(() => assertMove('resolved', 'pending', 'agent')).toThrow(/may go to open/);
  });
});
