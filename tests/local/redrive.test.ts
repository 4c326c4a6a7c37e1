import 'aws-sdk-client-mock-vitest/extend';
import { execFile } from 'node:child_process';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { redrive } from '#adapters/redrive.ts';
import { findPair, regionOf } from '#adapters/redrive-queues.ts';
import { UsageError } from '#local/command-line.ts';
import { parseRedriveOptions } from '#local/redrive/command-line.ts';
import { hasPair, pairIn } from '#local/redrive/outputs.ts';
import { allIsBack, queueLines, redriveSummary } from '#local/redrive/report.ts';

const sqs = mockClient(SQSClient);
const deps = { client: new SQSClient({}), from: 'https://q/parked', to: 'https://q/work' };

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

const parked = (id: string, attributes: Record<string, string> = {}, sentAtMs = 1): Message => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  Body: `body of ${id}`,
  Attributes: { SentTimestamp: String(sentAtMs) },
  MessageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, text(value)])),
});

/** The queue gives these batches, then nothing. */
function holds(...batches: Message[][]): void {
  const answers = sqs.on(ReceiveMessageCommand);
  for (const Messages of batches) answers.resolvesOnce({ Messages });
  answers.resolves({});
}

beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
  sqs.on(DeleteMessageBatchCommand).resolves({});
  sqs.on(ChangeMessageVisibilityBatchCommand).resolves({});
});

describe('bringing back', () => {
  it('sends without the note, then deletes, and counts by reason', async () => {
    holds([parked('a', { parkReason: 'claim_missing', trace: 't' }), parked('b', { ERROR_CODE: 'NO_PERMISSIONS' })]);
    const done = await redrive(deps);
    expect(done).toEqual({
      moved: 2,
      byReason: { NO_PERMISSIONS: 1, claim_missing: 1 },
      parkedSince: 0,
      unsent: 0,
      undeleted: 0,
      problem: undefined,
    });
    const order = sqs.calls().map(({ args: [command] }) => command.constructor.name);
    expect(order.slice(0, 4)).toEqual([
      'ReceiveMessageCommand',
      'SendMessageCommand',
      'SendMessageCommand',
      'DeleteMessageBatchCommand',
    ]);
    expect(sqs).toHaveReceivedCommandWith(SendMessageCommand, {
      QueueUrl: deps.to,
      MessageBody: 'body of a',
      MessageAttributes: { trace: text('t') },
    });
  });

  it('names a message without a note as received too often', async () => {
    holds([parked('a')]);
    expect((await redrive(deps)).byReason).toEqual({ received_too_often: 1 });
  });

  it('deletes nothing that was not sent, gives it back and ends', async () => {
    holds([parked('a'), parked('b')], [parked('c')]);
    sqs.on(SendMessageCommand, { MessageBody: 'body of b' }).rejects(new Error('too busy'));
    expect(await redrive(deps)).toMatchObject({ moved: 1, unsent: 1, problem: 'Error: too busy' });
    expect(sqs).toHaveReceivedCommandTimes(ReceiveMessageCommand, 1);
    expect(sqs).toHaveReceivedCommandWith(DeleteMessageBatchCommand, {
      QueueUrl: deps.from,
      Entries: [{ Id: '0', ReceiptHandle: 'handle-a' }],
    });
    expect(sqs).toHaveReceivedCommandWith(ChangeMessageVisibilityBatchCommand, {
      QueueUrl: deps.from,
      Entries: [{ Id: '0', ReceiptHandle: 'handle-b', VisibilityTimeout: 0 }],
    });
  });

  it('counts what was sent and not deleted', async () => {
    holds([parked('a')]);
    const Failed = [{ Id: '0', Code: 'InternalError', SenderFault: false }];
    sqs.on(DeleteMessageBatchCommand).resolves({ Failed });
    expect(await redrive(deps)).toMatchObject({ moved: 1, undeleted: 1 });
  });

  it('leaves what is parked again meanwhile, so that a hopeless message does not go round', async () => {
    holds([parked('a')], [parked('a again', {}, Date.now() + 60_000)]);
    expect(await redrive(deps)).toMatchObject({ moved: 1, parkedSince: 1 });
    expect(sqs).toHaveReceivedCommandTimes(SendMessageCommand, 1);
  });

  it('moves nothing in a dry run, gives everything back and counts each message once', async () => {
    holds([parked('a'), parked('b')], [parked('a')]);
    expect(await redrive(deps, { dryRun: true })).toMatchObject({ moved: 2 });
    expect(sqs).not.toHaveReceivedCommand(SendMessageCommand);
    expect(sqs).not.toHaveReceivedCommand(DeleteMessageBatchCommand);
    expect(sqs).toHaveReceivedCommandTimes(ChangeMessageVisibilityBatchCommand, 1);
  });

  it('asks for no more than the limit', async () => {
    holds([parked('a'), parked('b')], [parked('c')]);
    expect(await redrive(deps, { limit: 3 })).toMatchObject({ moved: 3 });
    const asked = sqs.commandCalls(ReceiveMessageCommand).map(({ args }) => args[0].input.MaxNumberOfMessages);
    expect(asked).toEqual([3, 1]);
  });
});

describe('finding queues', () => {
  it('finds a work queue by a word in its name, and the queue behind it by its redrive policy', async () => {
    const QueueUrls = ['http://h/0/s-InboundParked1', 'http://h/0/s-InboundQueue2', 'http://h/0/s-OutboundQueue3'];
    sqs.on(ListQueuesCommand).resolves({ QueueUrls });
    sqs.on(GetQueueAttributesCommand).resolves({});
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:r:0:s-InboundParked1' });
    sqs.on(GetQueueAttributesCommand, { QueueUrl: QueueUrls[1] }).resolves({ Attributes: { RedrivePolicy } });
    const pair = await findPair(deps.client, 'Inbound');
    expect(pair).toEqual({ from: QueueUrls[0], to: QueueUrls[1] });
    expect(await findPair(deps.client, 'Outbound')).toBeUndefined();
  });

  it.each([
    ['https://sqs.eu-west-1.amazonaws.com/1/q', 'eu-west-1'],
    ['https://sqs.cn-north-1.amazonaws.com.cn/1/q', 'cn-north-1'],
    ['https://us-west-2.queue.amazonaws.com/1/q', 'us-west-2'],
    ['https://queues.example.com/1/q', undefined],
  ])('reads the region of %s', (url, region) => {
    expect(regionOf(url)).toBe(region);
  });
});

describe('a file of outputs', () => {
  const inbound = { InboundDlqUrl: 'https://q/dlq', InboundQueueUrl: 'https://q/work', TableName: 't' };
  const file = 'outputs.json';
  const deployed = {
    'earshot-staging-state': inbound,
    'earshot-staging-service': { OutboundDlqUrl: 'https://q/odlq', OutboundQueueUrl: 'https://q/owork' },
  };

  it('holds the queues of a stage over both of its stacks', () => {
    const at = { file, stage: 'staging' };
    expect(pairIn(JSON.stringify(deployed), 'inbound', at)).toEqual({ from: 'https://q/dlq', to: 'https://q/work' });
    expect(pairIn(JSON.stringify(deployed), 'outbound', at)).toEqual({ from: 'https://q/odlq', to: 'https://q/owork' });
  });

  it('has the queue of acknowledgements only where the stage acknowledges', () => {
    const at = { file, stage: 'staging' };
    const service = { AcknowledgementDlqUrl: 'https://q/adlq', AcknowledgementQueueUrl: 'https://q/awork' };
    const acknowledging = JSON.stringify({ ...deployed, 'earshot-staging-service': service });
    const has = (text: string) => hasPair(text, 'acknowledgements', at);
    expect([has(JSON.stringify(deployed)), has(acknowledging)]).toEqual([false, true]);
    expect(pairIn(acknowledging, 'acknowledgements', at).to).toBe('https://q/awork');
  });

  it('needs no stage when there is one, nor when a local run has printed it', () => {
    for (const content of [deployed, { outputs: inbound, endpoints: {} }])
      expect(pairIn(JSON.stringify(content), 'inbound', { file, stage: undefined }).to).toBe('https://q/work');
  });

  it.each([
    ['{', undefined, /is no JSON object/],
    ['[]', undefined, /is no JSON object/],
    ['{}', undefined, /no outputs of any stage/],
    [JSON.stringify(deployed), 'production', /no outputs of the stage production, but of staging/],
    [JSON.stringify({ ...deployed, 'earshot-a-state': inbound }), undefined, /choose by --target staging or a/],
    [JSON.stringify({ 'earshot-a-state': { TableName: 't' } }), 'a', /lacks InboundDlqUrl and InboundQueueUrl/],
  ])('is refused: %s for %s', (content, stage, message) => {
    expect(() => pairIn(content, 'inbound', { file, stage })).toThrow(message);
  });
});

describe('the report', () => {
  const inbound = { queue: 'inbound', moved: 3, byReason: { a: 2, b: 1 }, parkedSince: 1, unsent: 0, undeleted: 0 };
  const outbound = { queue: 'outbound', moved: 1, byReason: { b: 1 }, parkedSince: 0, unsent: 2, undeleted: 0 };

  it('adds up the queues', () => {
    const summary = redriveSummary([inbound, { ...outbound, problem: 'down' }], false);
    expect(summary).toMatchObject({ moved: 4, byReason: { a: 2, b: 2 }, parkedSince: 1, unsent: 2, dryRun: false });
    expect(allIsBack(summary)).toBe(false);
    expect(allIsBack(redriveSummary([inbound], false))).toBe(true);
  });

  it('says what was moved and what was not', () => {
    expect(queueLines(inbound, true)[0]).toBe('inbound: 3 would be brought back');
    expect(queueLines({ ...outbound, problem: 'down' }, false)).toEqual([
      'outbound: 1 brought back',
      '       1  b',
      '       2  not sent, still parked: down',
    ]);
  });
});

const exitCode = (...args: string[]): Promise<unknown> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['bin/redrive.ts', ...args], (error) => resolve(error?.code ?? 0));
  });

describe('the command line', () => {
  it('takes one work or all that a stage has, and one way to name the queues', () => {
    const both = {
      works: ['inbound', 'outbound', 'polls', 'metrics', 'channels', 'rederivations'],
      alsoIfThere: ['acknowledgements'],
      dryRun: false,
      limit: undefined,
      json: false,
    };
    expect(parseRedriveOptions([])).toEqual({
      ...both,
      source: { kind: 'outputs', file: 'outputs.json', stage: undefined },
    });
    expect(
      parseRedriveOptions(['outbound', '--target', 'staging', '--outputs', 'o', '--limit', '5', '--dry-run']),
    ).toEqual({
      works: ['outbound'],
      alsoIfThere: [],
      source: { kind: 'outputs', file: 'o', stage: 'staging' },
      dryRun: true,
      limit: 5,
      json: false,
    });
    expect(parseRedriveOptions(['--from', 'https://q/a', '--to', 'https://q/b'])).toMatchObject({
      source: { kind: 'urls', from: 'https://q/a', to: 'https://q/b' },
    });
  });

  it.each([
    ['sideways'],
    ['inbound outbound'],
    ['--from https://q/a'],
    ['--from https://q/a --to https://q/a'],
    ['--from https://q/a --to q'],
    ['inbound --from https://q/a --to https://q/b'],
    ['--endpoint 127.0.0.1:4566'],
    ['--endpoint http://h --target staging'],
    ['--limit 0 --target staging'],
    ['--limit many --target staging'],
    ['--hurry'],
  ])('refuses %s', (line) => {
    expect(() => parseRedriveOptions(line.split(' '))).toThrow(UsageError);
  });

  it('ends with 0 for help, 2 for wrong options and 1 for a queue that is not reached', async () => {
    expect(await exitCode('--help')).toBe(0);
    expect(await exitCode('--outputs', 'nowhere.json')).toBe(2);
    expect(await exitCode('inbound', '--endpoint', 'http://127.0.0.1:9')).toBe(1);
  });
});
