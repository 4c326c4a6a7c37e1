import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { signedDelivery } from '#local/delivery/signed-delivery.ts';
import { verifyStandard } from '#platforms/standard/verify.ts';
import { BODY, NOW_MS, secretsOf, signedRequest, withHeader } from './support/requests.ts';

const [current, next] = secretsOf('standard');
const secrets = { secrets: [current] };
const genuine = signedRequest('standard');

describe('a Standard Webhook', () => {
  test('signed by the reference library is accepted', () => {
    const signature = new Webhook(current).sign('msg_1', new Date(NOW_MS), BODY.toString());
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW_MS / 1000),
      'webhook-signature': signature,
    };
    expect(verifyStandard({ ...genuine, headers }, secrets)).toEqual({ ok: true });
  });

  test('signed by us is accepted by the reference library', () => {
    // The library reads the machine's clock.
    const delivery = {
      platform: 'standard',
      account: '1',
      body: BODY,
      secrets: [next, current],
      nowMs: Date.now(),
    } as const;
    const { headers } = signedDelivery(delivery);
    expect(new Webhook(current).verify(BODY.toString(), { ...headers })).toEqual(JSON.parse(BODY.toString()));
  });

  test.each([
    ['five minutes old', -300_000, true],
    ['five minutes ahead', 300_000, true],
    ['a second more than five minutes old', -301_000, false],
    ['a second more than five minutes ahead', 301_000, false],
    ['a year old', -31_536_000_000, false],
  ])('that is %s: accepted is %s', (_age, offsetMs, accepted) => {
    const verdict = verifyStandard({ ...genuine, nowMs: NOW_MS - offsetMs }, secrets);
    expect(verdict).toEqual(accepted ? { ok: true } : { ok: false, reason: 'timestamp_out_of_tolerance' });
  });

  test('may list several signatures, of which one counts and unknown versions do not', () => {
    const value = genuine.headers['webhook-signature'] ?? '';
    const others = `v1a,${'A'.repeat(86)}== v2,${value.slice(3)} v1,${Buffer.alloc(32).toString('base64')} v1,short`;
    expect(verifyStandard(withHeader(genuine, 'webhook-signature', `${others} ${value}`), secrets).ok).toBe(true);
    expect(verifyStandard(withHeader(genuine, 'webhook-signature', others), secrets).ok).toBe(false);
  });

  test.each([
    ['webhook-id', undefined, 'missing_signature'],
    ['webhook-id', '', 'missing_signature'],
    ['webhook-id', 'msg.1', 'malformed_id'],
    ['webhook-id', 'm'.repeat(257), 'malformed_id'],
    ['webhook-id', 'msg_other', 'signature_mismatch'],
    ['webhook-timestamp', undefined, 'missing_signature'],
    ['webhook-timestamp', `${NOW_MS / 1000}.5`, 'malformed_timestamp'],
    ['webhook-timestamp', `${NOW_MS / 1000} `, 'malformed_timestamp'],
    ['webhook-timestamp', `-${NOW_MS / 1000}`, 'malformed_timestamp'],
    ['webhook-timestamp', '1e9', 'malformed_timestamp'],
    ['webhook-timestamp', String(NOW_MS), 'malformed_timestamp'],
    ['webhook-timestamp', `0${NOW_MS / 1000}`, 'signature_mismatch'],
    ['webhook-timestamp', String(NOW_MS / 1000 - 1), 'signature_mismatch'],
  ])('with %s %s is refused: %s', (header, value, reason) => {
    expect(verifyStandard(withHeader(genuine, header, value), secrets)).toEqual({ ok: false, reason });
  });

  test.each([
    ['too short', `whsec_${Buffer.alloc(23, 1).toString('base64')}`],
    ['too long', `whsec_${Buffer.alloc(65, 1).toString('base64')}`],
    ['not base64', 'whsec_not base64 at all, but long enough'],
    ['a public key', `whpk_${Buffer.alloc(32, 1).toString('base64')}`],
  ])('is refused when the only secret is %s', (_what, secret) => {
    expect(verifyStandard(genuine, { secrets: [secret] })).toEqual({ ok: false, reason: 'no_secret' });
  });
});
