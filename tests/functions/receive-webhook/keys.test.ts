import { describe, expect, it } from 'vitest';
import { createReceiveWebhook } from '#functions/receive-webhook/receive-webhook.ts';
import { SILENT } from '#functions/shell/log.ts';
import { reviewPush } from '#platforms/google_business/payloads.ts';
import type { WebhookSecrets } from '#platforms/webhook.ts';
import { secretsOf, signedRequest, vouching } from '#tests/platforms/support/requests.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

/** A platform that signs with keys of its own, which change. */

const [secret] = secretsOf('google_business');
const current = vouching('google_business', [secret]);
const outdated: WebhookSecrets = { ...current, keys: { keys: [] } };

const push = Buffer.from(JSON.stringify(reviewPush('accounts/5550003/locations/55/reviews/r1', '1')));
const { pathAccount: _, ...request } = signedRequest('google_business', [secret], push);
const incoming = { platform: 'google_business', ...request };

/** A receiver whose keys are `first`, and `later` when it asks for fresh ones. */
function receiver(first: WebhookSecrets, later: WebhookSecrets | undefined) {
  const asked: (string | undefined)[] = [];
  const queued: string[] = [];
  const receive = createReceiveWebhook({
    noteProof: async () => {},
    enqueue: async (bodies) => void queued.push(...bodies),
    blobs: memoryBlobs(),
    secretsOf: async (_platform, _account, want) => {
      asked.push(want);
      return want === 'fresh_keys' ? later : first;
    },
    clock: () => '2026-11-22T10:00:00.000Z',
    log: SILENT,
  });
  return { receive, asked, queued };
}

describe('a push by a key', () => {
  it('that is known is taken, and nobody asks for other keys', async () => {
    const { receive, asked, queued } = receiver(current, undefined);
    expect((await receive(incoming)).statusCode).toBe(200);
    expect([asked, queued.length]).toEqual([[undefined], 1]);
  });

  it('that is new is taken, once the keys of now are there', async () => {
    const { receive, asked } = receiver(outdated, current);
    expect((await receive(incoming)).statusCode).toBe(200);
    expect(asked).toEqual([undefined, 'fresh_keys']);
  });

  it.each<[string, WebhookSecrets | undefined]>([
    ['the keys of now have not either', outdated],
    ['there are no keys any more', undefined],
  ])("that is nobody's is refused after one more look: %s", async (_what, later) => {
    const { receive, asked, queued } = receiver(outdated, later);
    const { statusCode, body } = await receive(incoming);
    expect([statusCode, body]).toEqual([401, expect.stringContaining('unknown_key')]);
    expect([asked.length, queued]).toEqual([2, []]);
  });
});
