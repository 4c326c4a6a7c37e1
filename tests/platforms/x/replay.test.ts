import { describe, expect, test } from 'vitest';
import { readReplay, replayCall, replaySpan } from '#platforms/x/replay.ts';
import { answerOf, asked } from '../support/polled.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const MINUTE = 60_000;
const at = (text: string) => Date.parse(`2026-11-${text}:00.000Z`);

describe('what X delivers again', () => {
  test.each<[string, [number, number], [number, number] | undefined]>([
    ['an hour, in whole minutes', [at('22T08:00') + 1, at('22T09:00') + 1], [at('22T08:00'), at('22T09:01')]],
    ['no more than a day', [at('20T00:00'), at('22T09:00')], [at('21T10:00'), at('22T09:00')]],
    ['nothing younger than half an hour', [at('22T09:00'), NOW], [at('22T09:00'), at('22T09:29')]],
    ['nothing yet', [at('22T09:29'), NOW], undefined],
    ['the youngest minute', [at('22T09:28'), NOW], [at('22T09:28'), at('22T09:29')]],
    ['nothing any more', [at('20T00:00'), at('21T10:00')], undefined],
  ])('%s', (_what, [fromMs, toMs], expected) => {
    expect(replaySpan({ fromMs, toMs }, NOW)).toEqual(expected && { fromMs: expected[0], toMs: expected[1] });
  });

  test('a minute that is not whole any more is left', () => {
    const span = replaySpan({ fromMs: 0, toMs: NOW }, NOW + 1);
    expect(span?.fromMs).toBe(at('21T10:00') + MINUTE);
  });

  test('is asked for by webhook and minute, in the name of the app', () => {
    const call = replayCall(
      '1146654567674912769',
      { fromMs: at('22T08:00'), toMs: at('22T09:01') },
      { accessToken: 'app' },
    );
    expect(asked(call).path).toBe('/2/webhooks/replay');
    expect(call.headers).toMatchObject({ authorization: 'Bearer app' });
    expect(JSON.parse(call.body ?? '')).toEqual({
      webhook_id: '1146654567674912769',
      from_date: '202611220800',
      to_date: '202611220901',
    });
  });

  test.each<[number, unknown, unknown]>([
    [200, { created_at: 'x', job_id: '19' }, { kind: 'begun', jobId: '19' }],
    [200, {}, { kind: 'retry', reason: 'answer_unreadable' }],
    [400, { type: 'https://api.x.com/2/problems/invalid-request' }, { kind: 'failed', reason: 'invalid_request' }],
    [401, '', { kind: 'stale_token' }],
    [429, '', { kind: 'retry', reason: 'rate_limited' }],
  ])('%i %j', (status, body, expected) => {
    expect(readReplay(answerOf(status, body))).toMatchObject(expected as object);
  });
});
