import { describe, expect, it } from 'vitest';
import type { SentLine } from '#local/demo/deliveries.ts';
import { balancePlatforms, type Ledgers } from '#local/demo/platforms-ledger.ts';
import { platforms } from '#platforms/registry.ts';

const line = (name: string, given: Partial<SentLine> = {}): SentLine => ({
  eventId: `${name} event 1`,
  storedAs: `${name} message 1`,
  intent: 'healthy',
  accepted: true,
  status: 200,
  ...given,
});

const FOUND = { stored: [], ignored: [], parked: [], own: [], heard: [], givenUp: [], waiting: 0 };
const nothing: Ledgers = { lines: [], found: FOUND, ledger: { lost: [] }, replies: [] };

describe('the ledger of the platforms', () => {
  it('names every platform, whether or not anything was sent there', () => {
    const balances = balancePlatforms(nothing);
    expect(Object.keys(balances)).toEqual(Object.keys(platforms));
    for (const balance of Object.values(balances)) expect(balance).toMatchObject({ sent: 0, addsUp: true });
  });

  it('puts each event under its own platform, and there once', () => {
    const lines = [
      line('x:1'),
      line('x:1'),
      line('x:1', { eventId: 'x:1 event 2', accepted: false, status: 401 }),
      line('line:U1'),
      line('line:U1', { eventId: 'line:U1 event 2', storedAs: undefined, intent: 'without_words' }),
    ];
    const found = { ...FOUND, stored: ['x:1 message 1', 'line:U1 message 1'], ignored: ['line:U1 event 2'] };
    const { x, line: byLine, linkedin } = balancePlatforms({ ...nothing, lines, found });
    expect(x).toMatchObject({ sent: 3, stored: 1, duplicates: 1, rejected: 1, lost: 0, addsUp: true });
    expect(byLine).toMatchObject({ sent: 2, stored: 1, ignored: 1, parked: 0, addsUp: true });
    expect(linkedin).toMatchObject({ sent: 0, stored: 0 });
  });

  it('adds up with what was lost, and not where something is missing or too much', () => {
    const lines = [line('mastodon:1'), line('reddit:1'), line('youtube:1')];
    const found = { ...FOUND, stored: ['youtube:1 message 1', 'youtube:1 message 2'] };
    const { mastodon, reddit, youtube } = balancePlatforms({
      ...nothing,
      lines,
      found,
      ledger: { lost: ['mastodon:1 message 1'] },
    });
    expect(mastodon).toMatchObject({ sent: 1, lost: 1, addsUp: true });
    expect(reddit).toMatchObject({ sent: 1, lost: 0, addsUp: false });
    expect(youtube).toMatchObject({ sent: 1, stored: 2, addsUp: false });
  });
});
