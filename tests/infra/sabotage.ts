import type { Resource } from './deployment.ts';
import type { invariants } from './invariants.ts';

/** One way to break each invariant, by which a test shows that it would be noticed. */

export interface Sabotage {
  readonly type: string;
  /** Breaks the first resource of the type of which this holds. @default the first */
  readonly where?: (properties: Resource['properties']) => boolean;
  readonly breaks: (properties: Resource['properties']) => void;
}

const QUEUE = 'AWS::SQS::Queue';
const FUNCTION = 'AWS::Lambda::Function';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const TABLE = 'AWS::DynamoDB::GlobalTable';
const ALARM = 'AWS::CloudWatch::Alarm';
const POLICY = 'AWS::IAM::Policy';

const isWorked = (queue: Resource['properties']): boolean => queue.RedrivePolicy !== undefined;
const isDeadLetter = (queue: Resource['properties']): boolean => queue.RedrivePolicy === undefined;
const readsQueue = (mapping: Resource['properties']): boolean => mapping.StartingPosition === undefined;
const readsStream = (mapping: Resource['properties']): boolean => mapping.StartingPosition !== undefined;
const without = (type: string, key: string): Sabotage => ({ type, breaks: (resource) => delete resource[key] });
const silenced = (metric: string): Sabotage => ({
  type: ALARM,
  where: ({ MetricName }) => MetricName === metric,
  breaks: (alarm) => Object.assign(alarm, { MetricName: 'SomethingElse' }),
});

export const sabotages: Record<keyof typeof invariants, Sabotage> = {
  'every queue has a dead-letter queue or is one': { ...without(QUEUE, 'RedrivePolicy'), where: isWorked },
  'a queue parks after five receives': {
    type: QUEUE,
    where: isWorked,
    breaks: (queue) => Object.assign(queue.RedrivePolicy, { maxReceiveCount: 1 }),
  },
  'a dead-letter queue keeps for 14 days': { ...without(QUEUE, 'MessageRetentionPeriod'), where: isDeadLetter },
  'a dead-letter queue rings at its first message': silenced('ApproximateNumberOfMessagesVisible'),
  'a worked queue rings when messages wait': silenced('ApproximateAgeOfOldestMessage'),
  'queues are encrypted': without(QUEUE, 'SqsManagedSseEnabled'),
  'visibility is six times the timeout of the function': {
    type: FUNCTION,
    where: ({ Environment }) => Environment.Variables.POWERTOOLS_SERVICE_NAME === 'triage',
    breaks: (fn) => Object.assign(fn, { Timeout: fn.Timeout + 1 }),
  },
  'concurrency is limited on the mapping of a queue': { ...without(MAPPING, 'ScalingConfig'), where: readsQueue },
  'no function reserves concurrency': {
    type: FUNCTION,
    breaks: (fn) => Object.assign(fn, { ReservedConcurrentExecutions: 10 }),
  },
  'every mapping reports partial failures': without(MAPPING, 'FunctionResponseTypes'),
  'a stream is bisected, given up on in the end, and what failed is kept': {
    ...without(MAPPING, 'MaximumRetryAttempts'),
    where: readsStream,
  },
  'functions run on arm64': without(FUNCTION, 'Architectures'),
  'functions run on Node 24': { type: FUNCTION, breaks: (fn) => Object.assign(fn, { Runtime: 'nodejs22.x' }) },
  'functions have memory and timeout set': without(FUNCTION, 'MemorySize'),
  'functions are traced': without(FUNCTION, 'TracingConfig'),
  'functions log JSON to a group that forgets': {
    type: 'AWS::Logs::LogGroup',
    breaks: (group) => delete group.RetentionInDays,
  },
  'every function rings on errors': silenced('Errors'),
  'every function rings on throttles': silenced('Throttles'),
  'every rule target has a dead-letter queue': {
    type: 'AWS::Events::Rule',
    breaks: (rule) => delete rule.Targets[0].DeadLetterConfig,
  },
  'no action is a wildcard': {
    type: POLICY,
    breaks: (policy) => Object.assign(policy.PolicyDocument.Statement[0], { Action: 'dynamodb:*' }),
  },
  'only what knows no resources is granted on every resource': {
    type: POLICY,
    breaks: (policy) =>
      Object.assign(policy.PolicyDocument.Statement[0], { Action: 'dynamodb:GetItem', Resource: '*' }),
  },
  'the table can be restored to a point in time': {
    type: TABLE,
    breaks: (table) => delete table.Replicas[0].PointInTimeRecoverySpecification,
  },
  'the table streams old and new': without(TABLE, 'StreamSpecification'),
  'the table forgets what expires': without(TABLE, 'TimeToLiveSpecification'),
  'the table has at most four indexes, of keys alone': {
    type: TABLE,
    breaks: ({ GlobalSecondaryIndexes: indexes }) => indexes.push(indexes[0], indexes[1]),
  },
  'every API is throttled and logs accesses': without('AWS::ApiGatewayV2::Stage', 'DefaultRouteSettings'),
  'every alarm tells somebody': without(ALARM, 'AlarmActions'),
  'nothing has a physical name': { type: QUEUE, breaks: (queue) => Object.assign(queue, { QueueName: 'inbound' }) },
};
