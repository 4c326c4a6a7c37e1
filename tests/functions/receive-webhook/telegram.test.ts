import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createReceiveWebhook, type ReceivePorts } from '#functions/receive-webhook/receive-webhook.ts';
import { SILENT } from '#functions/shell/log.ts';
import { secretsOf, signedRequest } from '#tests/platforms/support/requests.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

/**
 * Telegram repeats an update that is not answered 2xx, holds back what follows it in the chat, and takes a `method` in the
 * answer for a call of its API.
 */

const FOLDER = new URL('../../fixtures/telegram/', import.meta.url);

const receiver = (enqueue: ReceivePorts['enqueue']) =>
  createReceiveWebhook({
    noteProof: async () => {},
    enqueue,
    blobs: memoryBlobs(),
    secretsOf: async () => ({ secrets: secretsOf('telegram') }),
    clock: () => '2026-11-22T10:00:00.000Z',
    log: SILENT,
  });

const incoming = (body: Uint8Array) => ({ platform: 'telegram', ...signedRequest('telegram', undefined, body) });

describe('an update of Telegram', () => {
  it.each(readdirSync(FOLDER))(
    '%s is answered with 200, a pressed button with its release, all others with nothing to do',
    async (file) => {
      const queued: string[] = [];
      const receive = receiver(async (bodies) => void queued.push(...bodies));
      const bytes = readFileSync(new URL(file, FOLDER));
      const { callback_query: pressed } = JSON.parse(bytes.toString()) as { callback_query?: { id: string } };
      const { statusCode, body } = await receive(incoming(bytes));
      const release = pressed ? { method: 'answerCallbackQuery', callback_query_id: pressed.id } : {};
      expect([statusCode, JSON.parse(body)]).toEqual([200, release]);
      expect(queued).toHaveLength(1);
    },
  );

  it.each([
    '{}',
    '[]',
    'null',
    '{"update_id":{}}',
    '{"update_id":1,"message":null}',
    '{"update_id":1,"edited_message":{}}',
  ])('%s too', async (text) => {
    const { statusCode } = await receiver(async () => {})(incoming(Buffer.from(text)));
    expect(statusCode).toBe(200);
  });

  it('that could not be taken over is asked for again, without a method', async () => {
    const { statusCode, body } = await receiver(() => Promise.reject(new Error('down')))(incoming(Buffer.from('{}')));
    expect([statusCode, Object.keys(JSON.parse(body) as object)]).toEqual([
      503,
      expect.not.arrayContaining(['method']),
    ]);
  });
});
