import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CareStack, secretsOf } from '#local/care/care-stack.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { addAccount } from '#local/channel/run.ts';
import { channelStage } from '#local/channel/stage.ts';
import { signedDelivery, wireBytes } from '#local/delivery/signed-delivery.ts';
import { post, startFlow } from '#tests/support/flow.ts';
import { tableOf } from '#tests/support/flow-table.ts';

/** An account that is connected while Earshot runs. */

let care: CareStack;
const folder = mkdtempSync(join(tmpdir(), 'flow-channel-'));

beforeAll(async () => {
  care = await startFlow();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await care?.stop();
});

const FIRST = BRAND_ACCOUNTS.telegram;
const SECOND = '5550002';
const [FIRST_SECRET = ''] = secretsOf('telegram');
const SECOND_SECRET = 'the-second-bots-own';

/** The stage as the command finds it: by what a run prints. */
function stage() {
  const { endpoints, outputs } = care.stack;
  const file = join(folder, 'out.json');
  writeFileSync(file, JSON.stringify({ endpoints, outputs }));
  return channelStage(file, undefined);
}

/** A private message to a bot. @returns the status. */
async function write(bot: string, secret: string, id: number): Promise<number> {
  const nowMs = care.stack.clock.now();
  const from = { id: 70_001, is_bot: false, first_name: 'Kim' };
  const chat = { id: from.id, type: 'private', first_name: 'Kim' };
  const message = { message_id: id, date: Math.floor(nowMs / 1000), chat, from, text: 'Where is my parcel?' };
  const body = wireBytes('telegram', { update_id: id, message });
  const delivery = signedDelivery({ platform: 'telegram', account: bot, body, secrets: [secret], nowMs });
  const answer = await post(care.stack, delivery);
  await answer.arrayBuffer();
  return answer.status;
}

it('a second bot with a secret of its own is heard within the minute, and the first one goes on', async () => {
  const { stack } = care;
  expect([await write(FIRST, FIRST_SECRET, 1), await write(SECOND, SECOND_SECRET, 2)]).toEqual([200, 401]);
  const given = { webhookSecret: SECOND_SECRET, accessToken: `${SECOND}:token` };
  const added = await addAccount(stage(), { name: 'telegram', account: SECOND, given });
  expect(added.webhookUrl).toBe(`${stack.outputs['WebhookUrl']?.replace(/\/$/, '')}/webhooks/telegram/${SECOND}`);
  // An environment reads its secrets once a minute at most.
  await stack.clock.advance(60_000);
  expect([await write(FIRST, FIRST_SECRET, 3), await write(SECOND, SECOND_SECRET, 4)]).toEqual([200, 200]);
  // Each one's secret is good for itself alone.
  expect([await write(FIRST, SECOND_SECRET, 5), await write(SECOND, FIRST_SECRET, 6)]).toEqual([401, 401]);
  await stack.idle();
  const messages = (await tableOf(stack)).messages('70001').map(({ account }) => account);
  expect(messages.toSorted()).toEqual([`telegram:${FIRST}`, `telegram:${FIRST}`, `telegram:${SECOND}`]);
});
