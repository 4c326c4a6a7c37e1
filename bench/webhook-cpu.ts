import { createHmac } from 'node:crypto';
import { createReceiveWebhook, type IncomingWebhook } from '#functions/receive-webhook/receive-webhook.ts';
import { SILENT } from '#functions/shell/log.ts';
import { customerMessage } from '#local/delivery/customer-message.ts';
import { signedDelivery, wireBytes } from '#local/delivery/signed-delivery.ts';
import type { Payload } from '#platforms/customer.ts';
import { pageBatch, pageMessage } from '#platforms/messenger/payloads.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { saidBy } from './customers.ts';
import { compare } from './rounds.ts';
import { type Result, type Row, result } from './row.ts';

/** Processor time to take one webhook over: verify, read, split, pack, everything but the queue itself. */

const SECRET = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const NOW = '2026-11-22T10:00:00.000Z';
const BATCH = 20;

interface Delivery {
  readonly name: string;
  readonly platform: PlatformName;
  readonly payload: Payload;
}

const DELIVERIES: readonly Delivery[] = [
  { name: 'x, a mention', ...customerMessage('x.tweet', saidBy(1)) },
  { name: 'messenger, a message', ...customerMessage('messenger.dm', saidBy(1)) },
  {
    name: `messenger, ${BATCH} messages in one`,
    platform: 'messenger',
    payload: pageBatch(Array.from({ length: BATCH }, (_, number) => pageMessage(saidBy(number)))),
  },
  { name: 'standard, a message', ...customerMessage('standard.private', saidBy(1)) },
];
/** Ten times the floor still leaves a fraction of a millisecond. */
const MOST_RATIO = 10;

function webhookOf({ platform, payload }: Delivery): IncomingWebhook {
  const body = wireBytes(platform, payload);
  const signed = signedDelivery({ platform, account: 'shop', body, secrets: [SECRET], nowMs: Date.parse(NOW) });
  const pathAccount = platform === 'standard' ? 'shop' : undefined;
  return { platform, pathAccount, method: 'POST', headers: signed.headers, query: {}, body };
}

function receiver() {
  return createReceiveWebhook({
    noteProof: async () => {},
    enqueue: async () => {},
    blobs: { put: async () => {}, get: async () => '', remove: async () => {} },
    secretsOf: async () => ({ secrets: [SECRET] }),
    clock: () => NOW,
    log: SILENT,
  });
}

/** The least a receiver can do with the same bytes: one HMAC, one parse. */
function floorOf(body: Uint8Array) {
  return (times: number) => {
    for (let time = 0; time < times; time++) {
      createHmac('sha256', SECRET).update(body).digest();
      JSON.parse(Buffer.from(body).toString('utf8'));
    }
  };
}

async function measured(delivery: Delivery): Promise<Result> {
  const webhook = webhookOf(delivery);
  const receive = receiver();
  const answer = await receive(webhook);
  if (answer.statusCode !== 200) throw new Error(`the bench's own webhook was answered ${answer.statusCode}`);
  const ours = async (times: number) => {
    for (let time = 0; time < times; time++) await receive(webhook);
  };
  const compared = await compare({ ours, floor: floorOf(webhook.body) });
  return result({
    name: `webhook-cpu ${delivery.name}`,
    value: compared.ours,
    unit: 'µs',
    ratio: compared.ratio,
    against: `HMAC and JSON.parse of the same ${webhook.body.byteLength} bytes, ${compared.floor.toFixed(1)} µs`,
    budget: MOST_RATIO,
    bounds: 'ratio',
  });
}

export const webhookCpu: Row = {
  name: 'webhook-cpu',
  about: 'processor time to take one webhook over, the queue left out',
  measure: async (progress) => {
    const results: Result[] = [];
    for (const delivery of DELIVERIES) {
      progress(delivery.name);
      results.push(await measured(delivery));
    }
    return results;
  },
};
