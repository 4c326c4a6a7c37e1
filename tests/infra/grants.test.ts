import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUCKET_FOLDERS } from '#constructs/care-bucket.ts';
import { ITEM_ACTIONS } from '#constructs/care-table.ts';
import { MODELS } from '#contracts/model-pointer.ts';
import { mediaKey } from '#domain/media.ts';
import { type Deployment, deploymentOf, ofType, referred } from './deployment.ts';
import type { Statement } from './invariants.ts';

/** Everything each function may do, written out: a grant more is a change that someone has to want. */

const CONSUME = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const BYTES = ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'];
const UPKEEP = ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'];
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const TRACE = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const ITEMS = ['BatchGetItem', 'GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action}`);

const expected: Record<string, string[]> = {
  'receive-webhook': ['s3:PutObject', 'secretsmanager:GetSecretValue', 'sqs:SendMessage'],
  triage: [...ITEMS, ...CONSUME, ...BYTES, 'sqs:SendMessage'],
  'publish-changes': [
    ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => `dynamodb:${action}`),
    'events:PutEvents',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
  ],
  'watch-sla': [...ITEMS, 'sqs:SendMessage'],
  'agent-api': [...ITEMS, 's3:GetObject', 'secretsmanager:GetSecretValue'],
  'fetch-media': [...ITEMS, ...CONSUME, 's3:DeleteObject', 's3:PutObject', ...UPKEEP, 'sqs:SendMessage'],
  'rederive-clocks': [...ITEMS, ...CONSUME, 'sqs:SendMessage'],
  'roll-up': [...ITEMS, ...CONSUME, 'sqs:SendMessage'],
  'plan-polls': [...ITEMS, 'secretsmanager:GetSecretValue', 'sqs:SendMessage'],
  'poll-platforms': [...ITEMS, ...CONSUME, 's3:PutObject', ...UPKEEP, 'sqs:SendMessage'],
  'send-reply': [...ITEMS, ...CONSUME, ...UPKEEP, 'sqs:SendMessage'],
  'watch-channels': [...ITEMS, ...CONSUME, ...UPKEEP, 'sqs:SendMessage'],
};

const [MEDIA = ''] = mediaKey({ account: 'x:1', id: 'm' }, 0).split('/');

describe('what functions may do', () => {
  let deployment: Deployment;
  beforeAll(() => {
    deployment = deploymentOf('production');
  });

  const statementsOf = (name: string): Statement[] => {
    const fn = ofType(deployment, 'AWS::Lambda::Function').find(
      ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === name,
    );
    const role = referred(deployment, fn?.properties.Role);
    return ofType(deployment, 'AWS::IAM::Policy')
      .filter(({ properties }) => properties.Roles.some((one: unknown) => referred(deployment, one) === role))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
  };

  it.each(Object.entries(expected))('%s', (name, actions) => {
    const granted = new Set(statementsOf(name).flatMap(({ Action }) => Action));
    expect([...granted].sort()).toEqual([...new Set([...actions, ...LOG, ...TRACE])].sort());
  });

  it('names every function', () => {
    const functions = ofType(deployment, 'AWS::Lambda::Function').map(
      ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
    );
    expect(new Set(functions)).toEqual(new Set(Object.keys(expected)));
  });

  it('lets the watcher query the one index it sweeps', () => {
    const resources = JSON.stringify(statementsOf('watch-sla').map(({ Resource }) => Resource));
    expect(resources.match(/\/index\/\w+/g)).toEqual(['/index/byDue']);
  });

  it('lets a re-derivation walk by the index of statuses alone', () => {
    const resources = JSON.stringify(statementsOf('rederive-clocks').map(({ Resource }) => Resource));
    expect(resources.match(/\/index\/\w+/g)).toEqual(['/index/byStatus']);
  });

  it('needs no managed policy', () => {
    const managed = ofType(deployment, 'AWS::IAM::Role').filter(({ properties }) => properties.ManagedPolicyArns);
    expect(managed).toEqual([]);
  });

  it.each([
    ['agent-api', ['s3:GetObject']],
    ['fetch-media', ['s3:DeleteObject', 's3:PutObject']],
  ])('keeps %s to the folder of media', (name, actions) => {
    const onObjects = statementsOf(name).filter(({ Action }) => [Action].flat().some((one) => one.startsWith('s3:')));
    expect(onObjects.flatMap(({ Action }) => Action)).toEqual(actions);
    for (const { Resource } of onObjects) expect(JSON.stringify(Resource)).toContain('"/media/*"');
  });

  it.each(['receive-webhook', 'poll-platforms'])('keeps %s to the folder of claims', (name) => {
    const put = statementsOf(name).find(({ Action }) => Action === 's3:PutObject');
    expect(JSON.stringify(put?.Resource)).toContain('"/claims/*"');
  });
});

/** The engines of the local run check no permissions, so that code and grants are held together here. */
describe('what the code does', () => {
  const sources = (folder: string): string[] =>
    readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(`../../${folder}/${file}`, import.meta.url), 'utf8'));

  const matches = (texts: readonly string[], pattern: RegExp): Set<string> =>
    new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, match = '']) => match)));

  it('with items is what it may do', () => {
    const texts = sources('lib/adapters/table');
    const commands = matches(texts, /new (\w+)Command\(/g);
    // A transaction has no permission of its own: each of its parts takes that of the single operation.
    const transactions = texts.filter((text) => text.includes('new TransactWriteCommand('));
    const parts = matches(transactions, /\b(Put|Update|Delete|ConditionCheck): \{/g);
    expect(parts.size > 0).toBe(commands.delete('TransactWrite'));
    const named = [...commands, ...parts].map((each) => (/Query|Scan/.test(each) ? each : `${each}Item`));
    const actions = named.map((action) => `dynamodb:${action}`);
    expect(new Set(actions)).toEqual(new Set(ITEM_ACTIONS));
  });

  it('with objects is in the folders it may', () => {
    const folders = matches([...sources('lib/contracts'), ...sources('functions/triage')], /`([a-z]+)\/\$\{/g);
    expect(new Set([...folders, MODELS, MEDIA])).toEqual(new Set(Object.keys(BUCKET_FOLDERS)));
  });
});
