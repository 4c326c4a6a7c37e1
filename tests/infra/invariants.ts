import { type Deployment, ofType, type Resource, referred } from './deployment.ts';

/** What must hold of every deployment: each rule names the resources that break it. */

type Invariant = (deployment: Deployment) => string[];

const QUEUE = 'AWS::SQS::Queue';
const FUNCTION = 'AWS::Lambda::Function';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const TABLE = 'AWS::DynamoDB::GlobalTable';
const DLQ_SECONDS = 14 * 24 * 60 * 60;

const ids = (resources: readonly Resource[]): string[] => resources.map(({ id }) => id);

const redriveTarget = (deployment: Deployment, queue: Resource): string | undefined =>
  referred(deployment, queue.properties.RedrivePolicy?.deadLetterTargetArn);

/** Queues that something leads its failures to: another queue, a rule, a mapping, a function or a subscription. */
const deadLetterQueues = (deployment: Deployment): Set<string | undefined> =>
  new Set([
    ...ofType(deployment, QUEUE).map((queue) => redriveTarget(deployment, queue)),
    ...targets(deployment).map(({ target }) => referred(deployment, target.DeadLetterConfig?.Arn)),
    ...ofType(deployment, MAPPING).map(({ properties }) =>
      referred(deployment, properties.DestinationConfig?.OnFailure?.Destination),
    ),
    ...ofType(deployment, FUNCTION).map(({ properties }) =>
      referred(deployment, properties.DeadLetterConfig?.TargetArn),
    ),
    ...ofType(deployment, 'AWS::SNS::Subscription').map(({ properties }) =>
      referred(deployment, properties.RedrivePolicy?.deadLetterTargetArn),
    ),
  ]);

const targets = (deployment: Deployment) =>
  ofType(deployment, 'AWS::Events::Rule').flatMap(({ id, properties }) =>
    properties.Targets.map((target: { DeadLetterConfig?: { Arn: unknown } }) => ({ id, target })),
  );

/** Whether an alarm on this metric watches this resource. */
const alarmed = (deployment: Deployment, metric: string, id: string): boolean =>
  ofType(deployment, 'AWS::CloudWatch::Alarm').some(
    ({ properties }) =>
      properties.MetricName === metric &&
      properties.Dimensions?.some(({ Value }: { Value: unknown }) => referred(deployment, Value) === id),
  );

const queueMappings = (deployment: Deployment): { mapping: Resource; queue: Resource | undefined }[] =>
  ofType(deployment, MAPPING)
    .map((mapping) => {
      const source = referred(deployment, mapping.properties.EventSourceArn);
      return { mapping, queue: ofType(deployment, QUEUE).find(({ id }) => id === source) };
    })
    .filter(({ mapping }) => !mapping.properties.StartingPosition);

const timeoutOf = (deployment: Deployment, mapping: Resource): number => {
  const id = referred(deployment, mapping.properties.FunctionName);
  return ofType(deployment, FUNCTION).find((fn) => fn.id === id)?.properties.Timeout;
};

const statements = (deployment: Deployment) =>
  ['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    ofType(deployment, type).flatMap(({ id, properties }) => {
      const inline = (properties.Policies ?? []).map((policy: { PolicyDocument: unknown }) => policy.PolicyDocument);
      return [properties.PolicyDocument, ...inline]
        .filter(Boolean)
        .flatMap((document) => document.Statement.map((statement: Statement) => ({ id, statement })));
    }),
  );

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const functionsWhere = (breaks: (properties: Resource['properties']) => boolean) => (deployment: Deployment) =>
  ids(ofType(deployment, FUNCTION).filter(({ properties }) => breaks(properties)));

const tablesWhere = (breaks: (properties: Resource['properties']) => boolean) => (deployment: Deployment) =>
  ids(ofType(deployment, TABLE).filter(({ properties }) => breaks(properties)));

const WITHOUT_RESOURCES = [
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
  'comprehend:BatchDetectDominantLanguage',
  'comprehend:BatchDetectSentiment',
  'comprehend:DetectPiiEntities',
];
const NAMES = [
  'TableName',
  'BucketName',
  'QueueName',
  'TopicName',
  'LogGroupName',
  'RoleName',
  'AlarmName',
  'ArchiveName',
];

export const invariants = {
  'every queue has a dead-letter queue or is one': (deployment) =>
    ids(
      ofType(deployment, QUEUE).filter(
        (queue) => !redriveTarget(deployment, queue) && !deadLetterQueues(deployment).has(queue.id),
      ),
    ),
  'a queue parks after five receives': (deployment) =>
    ids(
      ofType(deployment, QUEUE).filter(
        ({ properties }) => properties.RedrivePolicy && properties.RedrivePolicy.maxReceiveCount !== 5,
      ),
    ),
  'a dead-letter queue keeps for 14 days': (deployment) =>
    ids(
      ofType(deployment, QUEUE).filter(
        ({ id, properties }) =>
          deadLetterQueues(deployment).has(id) && properties.MessageRetentionPeriod !== DLQ_SECONDS,
      ),
    ),
  'a dead-letter queue rings at its first message': (deployment) =>
    ids(
      ofType(deployment, QUEUE).filter(
        ({ id }) =>
          deadLetterQueues(deployment).has(id) && !alarmed(deployment, 'ApproximateNumberOfMessagesVisible', id),
      ),
    ),
  'a worked queue rings when messages wait': (deployment) =>
    ids(
      ofType(deployment, QUEUE).filter(
        (queue) => redriveTarget(deployment, queue) && !alarmed(deployment, 'ApproximateAgeOfOldestMessage', queue.id),
      ),
    ),
  'queues are encrypted': (deployment) =>
    ids(ofType(deployment, QUEUE).filter(({ properties }) => properties.SqsManagedSseEnabled !== true)),
  'visibility is six times the timeout of the function': (deployment) =>
    queueMappings(deployment)
      .filter(({ mapping, queue }) => queue?.properties.VisibilityTimeout !== 6 * timeoutOf(deployment, mapping))
      .map(({ mapping }) => mapping.id),
  'concurrency is limited on the mapping of a queue': (deployment) =>
    queueMappings(deployment)
      .filter(({ mapping }) => !(mapping.properties.ScalingConfig?.MaximumConcurrency >= 2))
      .map(({ mapping }) => mapping.id),
  'no function reserves concurrency': functionsWhere((fn) => fn.ReservedConcurrentExecutions !== undefined),
  'every mapping reports partial failures': (deployment) =>
    ids(
      ofType(deployment, MAPPING).filter(
        ({ properties }) => !properties.FunctionResponseTypes?.includes('ReportBatchItemFailures'),
      ),
    ),
  'a stream is bisected, given up on in the end, and what failed is kept': (deployment) =>
    ids(
      ofType(deployment, MAPPING).filter(
        ({ properties }) =>
          properties.StartingPosition &&
          !(
            properties.BisectBatchOnFunctionError === true &&
            properties.MaximumRetryAttempts >= 0 &&
            properties.DestinationConfig?.OnFailure
          ),
      ),
    ),
  'functions run on arm64': functionsWhere((fn) => fn.Architectures?.join() !== 'arm64'),
  'functions run on Node 24': functionsWhere((fn) => fn.Runtime !== 'nodejs24.x'),
  'functions have memory and timeout set': functionsWhere((fn) => !fn.MemorySize || !fn.Timeout),
  'functions are traced': functionsWhere((fn) => fn.TracingConfig?.Mode !== 'Active'),
  'functions log JSON to a group that forgets': (deployment) =>
    ids(
      ofType(deployment, FUNCTION).filter(({ properties }) => {
        const id = referred(deployment, properties.LoggingConfig?.LogGroup);
        const group = ofType(deployment, 'AWS::Logs::LogGroup').find((candidate) => candidate.id === id);
        return !group?.properties.RetentionInDays || properties.LoggingConfig.LogFormat !== 'JSON';
      }),
    ),
  'every function rings on errors': (deployment) =>
    ids(ofType(deployment, FUNCTION)).filter((id) => !alarmed(deployment, 'Errors', id)),
  'every function rings on throttles': (deployment) =>
    ids(ofType(deployment, FUNCTION)).filter((id) => !alarmed(deployment, 'Throttles', id)),
  'every rule target has a dead-letter queue': (deployment) =>
    targets(deployment)
      .filter(({ target }) => !target.DeadLetterConfig)
      .map(({ id }) => id),
  'no action is a wildcard': (deployment) =>
    statements(deployment)
      .filter(({ statement }) => [statement.Action].flat().some((action) => action.includes('*')))
      .map(({ id }) => id),
  'only what knows no resources is granted on every resource': (deployment) =>
    statements(deployment)
      .filter(({ statement }) => [statement.Resource].flat().includes('*'))
      .filter(({ statement }) => [statement.Action].flat().some((action) => !WITHOUT_RESOURCES.includes(action)))
      .map(({ id }) => id),
  'the table can be restored to a point in time': tablesWhere((table) =>
    table.Replicas.some(
      (replica: Resource['properties']) => !replica.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
    ),
  ),
  'the table streams old and new': tablesWhere(
    (table) => table.StreamSpecification?.StreamViewType !== 'NEW_AND_OLD_IMAGES',
  ),
  'the table forgets what expires': tablesWhere((table) => table.TimeToLiveSpecification?.Enabled !== true),
  'the table has at most four indexes, of keys alone': tablesWhere(
    ({ GlobalSecondaryIndexes: indexes }) =>
      indexes.length > 4 ||
      indexes.some((index: Resource['properties']) => index.Projection.ProjectionType !== 'KEYS_ONLY'),
  ),
  'every API is throttled and logs accesses': (deployment) =>
    ids(
      ofType(deployment, 'AWS::ApiGatewayV2::Stage').filter(
        ({ properties }) =>
          !properties.DefaultRouteSettings?.ThrottlingRateLimit ||
          !properties.DefaultRouteSettings.ThrottlingBurstLimit ||
          !properties.AccessLogSettings,
      ),
    ),
  'every alarm tells somebody': (deployment) =>
    ids(ofType(deployment, 'AWS::CloudWatch::Alarm').filter(({ properties }) => !properties.AlarmActions?.length)),
  'nothing has a physical name': (deployment) =>
    deployment.resources
      .filter(({ properties }) => NAMES.some((name) => properties[name] !== undefined))
      .map(({ id }) => id),
} as const satisfies Record<string, Invariant>;
