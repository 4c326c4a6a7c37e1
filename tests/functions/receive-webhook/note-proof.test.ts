import { describe, expect, it } from 'vitest';
import { type ProofOutcome, proofReport } from '#contracts/channel-watch.ts';
import { proofNotes } from '#functions/receive-webhook/note-proof.ts';
import { createReceiveWebhook } from '#functions/receive-webhook/receive-webhook.ts';
import { SILENT } from '#functions/shell/log.ts';
import { secretsOf, signedRequest } from '#tests/platforms/support/requests.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

/** What one environment tells of proofs, in virtual time. */

const MINUTE_MS = 60_000;

function noting() {
  const told: string[] = [];
  const time = { ms: Date.UTC(2026, 10, 22, 10) };
  const note = proofNotes({
    enqueue: async (bodies) => void told.push(...bodies),
    nowMs: () => time.ms,
    log: SILENT,
  });
  const all = () => told.map((body) => proofReport.parse(JSON.parse(body)));
  return { note, time, told: () => all().map(({ outcome }) => outcome), all };
}

const X = { platform: 'x' };

describe('what is told of proofs', () => {
  it('is bounded in time, whatever comes', async () => {
    const { note, time, told } = noting();
    for (let second = 0; second < 3_600; second += 1) {
      for (let count = 0; count < 3; count += 1) await note(X, 'signature_refused');
      time.ms += 1_000;
    }
    expect(told()).toEqual(Array.from({ length: 12 }, () => 'signature_refused'));
  });

  it('is nothing of forgeries between good deliveries, and of two alone', async () => {
    const { note, time, told } = noting();
    for (let count = 0; count < 100; count += 1) {
      await note(X, 'accepted');
      for (let forged = 0; forged < 50; forged += 1) await note(X, 'signature_refused');
      time.ms += MINUTE_MS / 10;
    }
    expect(told()).toEqual(['accepted']);
    const quiet = noting();
    await quiet.note(X, 'signature_refused');
    await quiet.note(X, 'signature_refused');
    expect(quiet.told()).toEqual([]);
  });

  it('is that all is well, every quarter of an hour, and at once after a trouble', async () => {
    const { note, time, told } = noting();
    for (let minute = 0; minute < 30; minute += 1) {
      await note(X, 'accepted');
      time.ms += MINUTE_MS;
    }
    expect(told()).toEqual(['accepted', 'accepted']);
    for (let count = 0; count < 3; count += 1) await note({ platform: 'line' }, 'signature_refused');
    await note({ platform: 'line' }, 'accepted');
    expect(told().slice(2)).toEqual(['signature_refused', 'accepted']);
  });

  it.each<ProofOutcome>(['handshake_refused', 'no_webhook_secret'])('is %s at the first one', async (outcome) => {
    const { note, told } = noting();
    for (let count = 0; count < 9; count += 1) await note(X, outcome);
    expect(told()).toEqual([outcome]);
  });

  it('fails nobody', async () => {
    const note = proofNotes({ enqueue: () => Promise.reject(new Error('down')), nowMs: () => 0, log: SILENT });
    await expect(note(X, 'accepted')).resolves.toBeUndefined();
  });
});

describe('the receiver', () => {
  const receiving = (isOwn: boolean) => {
    const noted = noting();
    const receive = createReceiveWebhook({
      noteProof: noted.note,
      enqueue: async () => {},
      blobs: memoryBlobs(),
      secretsOf: async (platform) =>
        platform === 'threads' ? undefined : { secrets: secretsOf('x'), verifyToken: 'agreed', isOwn },
      clock: () => '2026-11-22T10:00:00.000Z',
      log: SILENT,
    });
    return { ...noted, receive };
  };
  const { nowMs: _nowMs, ...signed } = signedRequest('x');
  const forged = { ...signed, headers: {} };

  it('names an account only where the secret has an entry of its own for it', async () => {
    for (const [isOwn, account] of [
      [true, 'a-1'],
      [false, undefined],
    ] as const) {
      const { receive, all } = receiving(isOwn);
      for (let count = 0; count < 300; count += 1)
        await receive({ platform: 'x', ...forged, pathAccount: isOwn ? 'a-1' : `a-${count}` });
      expect(all().map(({ platform, account: of, outcome }) => [platform, of, outcome])).toEqual([
        ['x', account, 'signature_refused'],
      ]);
    }
  });

  it('tells of a wrong verify token, of no secret, and of what it took', async () => {
    const { receive, told } = receiving(false);
    const asked = { method: 'GET', headers: {}, query: { 'hub.mode': 'subscribe' }, body: new Uint8Array() } as const;
    await receive({ platform: 'messenger', ...asked });
    await receive({ platform: 'threads', ...forged, pathAccount: '1' });
    await receive({ platform: 'x', ...signed });
    expect(told()).toEqual(['handshake_refused', 'no_webhook_secret', 'accepted']);
  });
});
