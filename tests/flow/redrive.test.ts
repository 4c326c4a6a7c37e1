import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redrive } from '#adapters/redrive.ts';
import type { InboundEnvelope } from '#contracts/inbound.ts';
import { type CareStack, startCareStack } from '#local/care/care-stack.ts';
import { readTable } from '#local/care/found.ts';
import type { RedriveSummary } from '#local/redrive/report.ts';

const ACCOUNT = 'standard:shop';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let care: CareStack;
let sqs: SQSClient;
let s3: S3Client;
let directory: string;
let urls: { readonly work: string; readonly parked: string };

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'redrive-'));
  care = await startCareStack({ timeoutScale: 0.025 });
  const { endpoints, region, outputs } = care.stack;
  sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
  s3 = new S3Client({ endpoint: endpoints.s3, region, credentials, forcePathStyle: true });
  urls = { work: outputs['InboundQueueUrl'] ?? '', parked: outputs['InboundDlqUrl'] ?? '' };
});

afterAll(async () => {
  sqs?.destroy();
  s3?.destroy();
  await care?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const payloadOf = (id: string) => ({ type: 'message.created', data: { id, customer: { id: 'c-1' }, text: 'Hello?' } });

const common = (id: string) =>
  ({ version: 1, platform: 'standard', receivedAt: new Date().toISOString(), deliveryId: `delivery-${id}` }) as const;

/** An envelope that holds its event, or claims it from the bucket. */
const withEvent = (id: string): InboundEnvelope => ({
  ...common(id),
  kind: 'events',
  events: [{ account: ACCOUNT, id: `event:${id}`, payload: payloadOf(id) }],
});
const withClaim = (id: string): InboundEnvelope => ({
  ...common(id),
  kind: 'claim',
  account: ACCOUNT,
  id: `event:${id}`,
  key: `claims/${id}.json`,
});

async function send(url: string, envelope: InboundEnvelope, reason?: string): Promise<void> {
  const MessageAttributes = reason ? { parkReason: { DataType: 'String', StringValue: reason } } : {};
  await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(envelope), MessageAttributes }));
}

const parkedNow = () => care.stack.queued(urls.parked);

async function storedIds(): Promise<string[]> {
  const { items } = await readTable(care.stack);
  return items.flatMap((item) => (item['kind'] === 'message' ? [(item['message'] as { id: string }).id] : []));
}

/** Every item, whatever order they come in. */
const wholeTable = async () => (await readTable(care.stack)).items.map((item) => JSON.stringify(item)).sort();

/** Runs the command. @returns its last line, read, and its exit code. */
const command = (...args: string[]): Promise<{ code: unknown; summary: RedriveSummary }> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, ['bin/redrive.ts', ...args, '--json'], (error, stdout, stderr) => {
      const last = stdout.trim().split('\n').at(-1);
      if (!last) return reject(new Error(stderr));
      return resolve({ code: error?.code ?? 0, summary: JSON.parse(last) as RedriveSummary });
    });
  });

describe('a delivery parked by a fault', () => {
  it('comes back by the command when the fault is mended', async () => {
    await send(urls.work, withClaim('late'));
    await care.stack.idle();
    expect(parkedNow().map(({ attributes }) => attributes)).toEqual([{ parkReason: 'claim_missing' }]);

    const at = ['inbound', '--endpoint', care.stack.endpoints.sqs] as const;
    expect(await command(...at, '--dry-run')).toMatchObject({ code: 0, summary: { moved: 1, dryRun: true } });
    expect(parkedNow()).toHaveLength(1);

    const Bucket = care.stack.outputs['BucketName'];
    const Body = JSON.stringify(payloadOf('late'));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'claims/late.json', Body }));
    const { code, summary } = await command(...at);
    expect({ code, ...summary }).toMatchObject({ code: 0, moved: 1, byReason: { claim_missing: 1 }, unsent: 0 });
    await care.stack.idle();
    expect(parkedNow()).toEqual([]);
    expect(await storedIds()).toContain('late');
  });

  it('comes back by the outputs that a start has printed, both queues at once', async () => {
    const file = join(directory, 'outputs.json');
    writeFileSync(file, JSON.stringify({ outputs: care.stack.outputs }));
    for (const id of ['one', 'two', 'three']) await send(urls.parked, withEvent(id), 'schema_mismatch');
    const { summary } = await command('--outputs', file);
    expect(summary).toMatchObject({ moved: 3, byReason: { schema_mismatch: 3 } });
    expect(summary.queues.map(({ queue, moved }) => `${queue} ${moved}`)).toEqual([
      'inbound 3',
      'outbound 0',
      'polls 0',
      'metrics 0',
      'channels 0',
      'rederivations 0',
    ]);
    await care.stack.idle();
    expect(parkedNow()).toEqual([]);
    expect(await storedIds()).toEqual(expect.arrayContaining(['one', 'two', 'three']));
  });

  it('is parked again, and stays so, when nothing was mended', async () => {
    await send(urls.work, withClaim('hopeless'));
    await care.stack.idle();
    expect(await redrive({ client: sqs, from: urls.parked, to: urls.work })).toMatchObject({ moved: 1 });
    await care.stack.idle();
    expect(parkedNow().map(({ attributes }) => attributes)).toEqual([{ parkReason: 'claim_missing' }]);
  });
});

describe('a run that dies between sending and deleting', () => {
  /** A client whose process ends before it can delete. */
  const dying = (): SQSClient => {
    const { endpoints, region } = care.stack;
    const client = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
    client.middlewareStack.add((next, { commandName }) => (args) => {
      if (commandName === DeleteMessageBatchCommand.name) throw new Error('killed');
      return next(args);
    });
    return client;
  };

  it('loses nothing, and the message that comes twice is in the table once', async () => {
    const MessageBody = JSON.stringify(withEvent('twice'));
    await sqs.send(new SendMessageCommand({ QueueUrl: urls.parked, MessageBody }));
    const queues = { from: urls.parked, to: urls.work };
    await expect(redrive({ client: dying(), ...queues }, { holdSeconds: 1 })).rejects.toThrow('killed');
    await care.stack.idle();
    expect(parkedNow().map(({ body }) => body)).toContain(MessageBody);
    const before = await wholeTable();
    expect(before.filter((item) => item.includes('"kind":"message"') && item.includes('"twice"'))).toHaveLength(1);

    await expect
      .poll(async () => (await redrive({ client: sqs, ...queues })).byReason, { timeout: 10_000 })
      .toMatchObject({ received_too_often: 1 });
    await care.stack.idle();
    expect(await wholeTable()).toEqual(before);
    expect(parkedNow().map(({ body }) => body)).not.toContain(MessageBody);
  });
});
