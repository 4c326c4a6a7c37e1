import { describe, expect, test } from 'vitest';
import { messenger } from '#platforms/messenger/index.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { NOW_MS } from '../support/requests.ts';
import { lineTo } from '../support/sending.ts';

const DAY_MS = 86_400_000;

const since = (ms: number, changes: Partial<ReplyTarget> = {}): ReplyTarget => ({
  replyKey: 'reply-1',
  account: 'messenger:100',
  channel: 'messenger.dm',
  visibility: 'private',
  customerId: '3',
  text: 'We are on it',
  inReplyTo: 'm_1',
  lastInAt: new Date(NOW_MS - ms).toISOString(),
  byPerson: true,
  ...changes,
});
const kindOf = (target: ReplyTarget) =>
  JSON.parse(messenger.renderReply(target, { accessToken: 't' }, NOW_MS).body ?? '');

describe("a person's answer", () => {
  test.each([
    ['at once', 0, 'RESPONSE', undefined],
    ['to the last moment of the day', DAY_MS, 'RESPONSE', undefined],
    ['the moment after', DAY_MS + 1, 'MESSAGE_TAG', 'HUMAN_AGENT'],
    ['to the last moment of the week', 7 * DAY_MS, 'MESSAGE_TAG', 'HUMAN_AGENT'],
  ])('%s is taken as %s', (_when, ms, messaging_type, tag) => {
    expect(kindOf(since(ms))).toMatchObject({ messaging_type });
    expect(kindOf(since(ms)).tag).toBe(tag);
    expect(lineTo('messenger', NOW_MS - ms).send(since(ms)).outcome.kind).toBe('sent');
  });

  test('after a week is refused', () => {
    const ms = 7 * DAY_MS + 1;
    expect(lineTo('messenger', NOW_MS - ms).send(since(ms)).outcome).toEqual({
      kind: 'failed',
      reason: 'outside_window',
      platformCode: '10/2018278',
      blame: 'reply',
    });
  });
});

test("automation never borrows a person's tag: after the day it is refused", () => {
  for (const byPerson of [false, undefined]) {
    const target = since(DAY_MS + 1, { byPerson });
    expect(kindOf(target)).toMatchObject({ messaging_type: 'RESPONSE' });
    expect(lineTo('messenger', NOW_MS - DAY_MS - 1).send(target).outcome).toMatchObject({ reason: 'outside_window' });
  }
});

test('where nobody knows when the customer last wrote, it is a response', () => {
  expect(kindOf(since(0, { lastInAt: undefined }))).toMatchObject({ messaging_type: 'RESPONSE' });
});
