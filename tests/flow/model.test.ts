import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bucketClientFor } from '#adapters/model-bucket.ts';
import { bucketModels, type Models } from '#adapters/models.ts';
import { parseModel } from '#classifiers/embedded/model-file.ts';
import type { CareStack } from '#local/care/care-stack.ts';
import { publishModel } from '#local/model/deeds.ts';
import { say, startFlow } from '#tests/support/flow.ts';
import { type Desk, deskFor } from '#tests/support/flow-desk.ts';
import { tableOf } from '#tests/support/flow-table.ts';

/** A model is swapped while triage runs, by the bucket alone. */

const MINUTE_MS = 60_000;
const shipped = readFileSync(new URL('../../lib/classifiers/embedded/shipped.model', import.meta.url));
const { version } = parseModel(shipped);
const OTHER = 'z'.repeat(version.length);

let care: CareStack;
let agent: Desk;
let models: Models;

beforeAll(async () => {
  care = await startFlow();
  agent = await deskFor(care.stack, 'agent', 'agent-1');
  const client = bucketClientFor(care.stack.endpoints.s3);
  models = bucketModels({ bucket: care.stack.outputs['BucketName'] ?? '', client: () => client });
});

afterAll(() => care?.stop());

/** Five minutes later somebody writes. @returns who judged it. */
async function judgeOf(customer: string): Promise<unknown> {
  const { stack } = care;
  await stack.clock.advance(6 * MINUTE_MS);
  const text = 'Where is my parcel?';
  const line = { wording: 'standard.private', customer, id: `m-${customer}`, text, thread: customer } as const;
  expect(await say(stack, { ...line, sentAtMs: stack.clock.now() })).toBe(200);
  await stack.idle();
  const [ticket] = (await tableOf(stack)).liveTickets(customer);
  const { body } = await agent.call(`/tickets/${ticket?.id}`);
  const [message] = body['messages'] as { classification: { classifier: string } }[];
  return message?.classification.classifier;
}

/** The model that ships, under another name. */
function renamed(): Uint8Array {
  const at = shipped.indexOf(version);
  return Buffer.concat([shipped.subarray(0, at), Buffer.from(OTHER), shipped.subarray(at + version.length)]);
}

it('judges by the model that ships, by a published one, by the last good one, and by the one that ships again', async () => {
  expect(await judgeOf('one')).toBe(`embedded@${version}`);

  const deps = { models, versionOf: (bytes: Uint8Array) => parseModel(bytes).version };
  await publishModel(deps, renamed(), false);
  expect(await judgeOf('two')).toBe(`embedded@${OTHER}`);

  const bad = { key: 'models/bad.model', sha256: '0'.repeat(64), version: 'bad' };
  await models.put(bad.key, new TextEncoder().encode('not a model'));
  await models.point(bad);
  expect(await judgeOf('three')).toBe(`embedded@${OTHER}`);
  const refused = care.stack.logs('triage').filter(({ text }) => text.includes('model refused'));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.text).toContain('wrong_hash');

  await models.unpoint();
  expect(await judgeOf('four')).toBe(`embedded@${version}`);
});
