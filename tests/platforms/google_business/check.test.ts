import { expect, test } from 'vitest';
import { findingOf } from '#platforms/check.ts';
import { platforms } from '#platforms/registry.ts';
import { answerOf, asked, turnOf } from '../support/polled.ts';

const { check = [], readSendResponse } = platforms.google_business;
const turn = turnOf('google_business:5550003');
const [question] = check;
const topic = 'projects/shop/topics/reviews';

test('the notification setting of the account is asked for', () => {
  expect(question && asked(question.request(turn)).path).toBe('/v1/accounts/5550003/notificationSetting');
});

test.each<[number, unknown, object]>([
  [200, { pubsubTopic: topic, notificationTypes: ['UPDATED_REVIEW', 'NEW_REVIEW', 'NEW_QUESTION'] }, { kind: 'well' }],
  [200, { name: 'accounts/5550003/notificationSetting' }, { kind: 'unwell', reason: 'not_subscribed' }],
  [200, { pubsubTopic: topic }, { kind: 'unwell', reason: 'not_subscribed' }],
  [200, { pubsubTopic: topic, notificationTypes: ['NEW_REVIEW'] }, { mend: expect.stringContaining('UPDATED_REVIEW') }],
  [200, [], { kind: 'unknown' }],
  [401, { error: { status: 'UNAUTHENTICATED' } }, { kind: 'unwell', reason: 'token_expired' }],
  [403, { error: { status: 'PERMISSION_DENIED' } }, { kind: 'unwell', reason: 'permission_missing' }],
  [503, {}, { kind: 'unknown' }],
])('%i %j', (status, body, expected) => {
  const response = answerOf(status, body);
  expect(question && findingOf(question, response, { turn, readRefusal: readSendResponse })).toMatchObject(expected);
});
