import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/entry.ts';
import { answered, asked, clocksAt, hears, historyOf, promising } from '#tests/support/histories.ts';
import { atMinute } from '#tests/support/messages.ts';

const policy = promising({ firstResponse: {} });
const question = hears(0, [asked('q1', 0)]);
const echo = hears(5, [answered('a1', 5)]);

/** Our own word of a reply that automation wrote. */
const sent: Omit<Entry, 'id' | 'revision'> = {
  at: atMinute(5),
  by: { kind: 'system' },
  deed: { type: 'reply_sent', replyId: 'reply-1', message: answered('a1', 5, { by: 'automation' }) },
};

describe('an echo of what automation wrote', () => {
  it.each([
    ['before our own word of it', [echo, sent]],
    ['after it', [sent, echo]],
  ])('makes it nobody else’s, heard %s', (_when, told) => {
    expect(clocksAt(10, historyOf(question, ...told), { policy })).toMatchObject([{ state: 'running' }]);
  });

  it('leaves an acknowledgement one', () => {
    const acknowledged = hears(5, [answered('a1', 5, { by: 'automation', acknowledgement: true })]);
    const history = historyOf(question, acknowledged, echo);
    const given = { policy: { ...policy, automationAnswers: true } };
    expect(clocksAt(10, history, given)).toMatchObject([{ state: 'running' }]);
  });
});
