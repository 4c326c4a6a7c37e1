import { describe, expect, test } from 'vitest';
import { META_ERRORS } from '#platforms/meta-errors.ts';
import type { SendOutcome } from '#platforms/outgoing.ts';
import { platforms } from '#platforms/registry.ts';

/** What each code of Meta's means, alike for the three that share them; the words of an error are never read. */

const TARGET = {
  replyKey: 'reply-1',
  account: 'messenger:1',
  channel: 'messenger.dm',
  visibility: 'private',
  customerId: '2',
  text: 'We are on it',
  inReplyTo: '3',
} as const;

function read(name: 'facebook' | 'instagram' | 'messenger', code: string): SendOutcome {
  const [primary, error_subcode] = code.split('/').map(Number);
  const error = { message: 'Anything at all', type: 'OAuthException', code: primary, error_subcode };
  return platforms[name].readSendResponse({ status: 400, headers: {}, body: JSON.stringify({ error }) }, TARGET);
}

const RATES = ['4', '9', '17', '32', '613', '80001', '80002', '80006'];
const refused = (reason: string, blame: string) => ({ kind: 'failed', reason, blame });

const EXPECTED: Readonly<Record<string, object>> = {
  ...Object.fromEntries(RATES.map((code) => [code, { kind: 'retry', reason: 'rate_limited' }])),
  '1': { kind: 'doubtful', reason: 'unknown_error' },
  '2': { kind: 'retry', reason: 'temporary' },
  '1200': { kind: 'retry', reason: 'temporary' },
  '102': { kind: 'stale_token' },
  '190': { kind: 'stale_token' },
  '2/2018344': refused('permission_missing', 'account'),
  '4/2018354': refused('too_frequent', 'reply'),
  '10': refused('permission_missing', 'account'),
  '10/2018278': refused('outside_window', 'reply'),
  '10/2534022': refused('outside_window', 'reply'),
  '10/1893063': refused('account_restricted', 'account'),
  '10/2018300': refused('thread_held_elsewhere', 'reply'),
  '100': refused('invalid_request', 'reply'),
  '100/33': refused('not_found', 'reply'),
  '100/2018001': refused('recipient_unknown', 'customer'),
  '100/2018292': refused('not_answerable', 'reply'),
  '100/2534014': refused('recipient_unknown', 'customer'),
  '100/2534025': refused('already_answered', 'reply'),
  '200': refused('permission_missing', 'account'),
  '200/2534041': refused('messages_not_allowed', 'account'),
  '230': refused('permission_missing', 'account'),
  '368': refused('account_restricted', 'account'),
  '506': refused('duplicate', 'reply'),
  '551': refused('recipient_unavailable', 'customer'),
  '10900': refused('already_answered', 'reply'),
  '10902': refused('not_answerable', 'reply'),
  '10903': refused('not_answerable', 'reply'),
};

describe.each(['facebook', 'instagram', 'messenger'] as const)('on %s', (name) => {
  test.each(Object.entries(EXPECTED))('%s', (code, expected) => {
    expect(read(name, code)).toMatchObject(expected);
  });

  test('a subcode that is not known means what its code means', () => {
    expect(read(name, '551/1545041')).toMatchObject({ reason: 'recipient_unavailable', platformCode: '551/1545041' });
    expect(read(name, '190/463')).toMatchObject({ kind: 'stale_token', platformCode: '190/463' });
    expect(read(name, '10/9999999')).toMatchObject({ reason: 'permission_missing' });
  });

  test('a code that is not known is a refusal by its status, and a body that is none too', () => {
    expect(read(name, '99999')).toMatchObject({ kind: 'failed', reason: 'invalid_request', platformCode: '99999' });
    const page = { status: 502, headers: {}, body: '<html>' };
    expect(platforms[name].readSendResponse(page, TARGET)).toMatchObject({ kind: 'doubtful' });
  });
});

test('every code of the table is tested', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(META_ERRORS).sort());
});

test('code 20 is a doubt on Instagram alone', () => {
  expect(read('instagram', '20/1772107')).toMatchObject({ kind: 'doubtful' });
  expect(read('facebook', '20/1772107')).toMatchObject({ kind: 'failed' });
});
