import * as z from 'zod';
import { compilePattern } from '../bus/pattern.ts';
import { StreamReader } from '../engines/stream-reader.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { QueueMapping } from '../mappings/queue-mapping.ts';
import { StreamMapping } from '../mappings/stream-mapping.ts';
import type { Maker } from '../template/deployment.ts';
import { functionAt, queueAt, registered, type World } from '../world.ts';

const schema = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().optional(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.coerce.number() }).optional(),
  FilterCriteria: z.looseObject({ Filters: z.array(z.looseObject({ Pattern: z.string() })) }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  ParallelizationFactor: z.coerce.number().default(1),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }).optional() }).optional(),
});

type MappingDefinition = z.infer<typeof schema>;

interface Common {
  readonly target: LocalFunction;
  readonly windowMs: number;
  readonly reportsFailures: boolean;
  readonly filters: readonly ReturnType<typeof compilePattern>[];
  readonly clock: World['clock'];
  readonly onError: (error: unknown) => void;
}

/** Makes AWS::Lambda::EventSourceMapping of a queue or a table's stream; it starts when everything else is made. */
export function mappingMaker(world: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const definition = schema.parse(properties);
    const start = definition.EventSourceArn.includes(':dynamodb:') ? startStream : startQueue;
    if (definition.Enabled) start(world, definition, `${stack}/${logicalId}`);
    return { ref: logicalId, attributes: { Id: logicalId } };
  };
}

function startQueue(world: World, definition: MappingDefinition): void {
  const queue = queueAt(world, definition.EventSourceArn);
  const common = commonOf(world, definition);
  const limit = definition.ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY;
  world.worked.add(queue.name);
  world.onReady.push(() => {
    const mapping = new QueueMapping({
      ...common,
      endpoint: world.endpoints.sqsBehind,
      queueUrl: queue.url,
      queueArn: queue.arn,
      visibilitySeconds: queue.visibilityTimeoutSeconds * world.timeoutScale,
      batchSize: definition.BatchSize ?? 10,
      concurrency: Math.min(common.target.maxEnvironments, limit),
      isDown: () => world.faults.get().sqs.down !== false,
    });
    world.queueMappings.push(mapping);
  });
}

function startStream(world: World, definition: MappingDefinition, id: string): void {
  const { localStreamArn = '', partitionKey } = registered(world.tables, definition.EventSourceArn);
  const common = commonOf(world, definition);
  const { MaximumRetryAttempts } = definition;
  world.onReady.push(() => {
    const start = { after: world.state.checkpoints(id), otherwise: 'TRIM_HORIZON' } as const;
    const mapping = new StreamMapping({
      ...common,
      reader: new StreamReader(world.endpoints.dynamodbBehind, localStreamArn, start),
      streamArn: definition.EventSourceArn,
      partitionKey,
      writes: world.writes,
      batchSize: definition.BatchSize ?? 100,
      parallelization: definition.ParallelizationFactor,
      bisects: definition.BisectBatchOnFunctionError,
      maximumRetryAttempts: MaximumRetryAttempts < 0 ? Number.POSITIVE_INFINITY : MaximumRetryAttempts,
      onGivenUp: givenUpTo(world, definition),
      checkpoint: (shardId, sequenceNumber) => world.state.checkpoint(id, shardId, sequenceNumber),
      timeoutScale: world.timeoutScale,
    });
    world.streamMappings.push(mapping);
  });
}

function commonOf(world: World, definition: MappingDefinition): Common {
  const target = functionAt(world, definition.FunctionName);
  return {
    target,
    windowMs: definition.MaximumBatchingWindowInSeconds * 1000,
    reportsFailures: definition.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    filters: (definition.FilterCriteria?.Filters ?? []).map(({ Pattern }) => compilePattern(JSON.parse(Pattern))),
    clock: world.clock,
    onError: (error) => {
      world.logs.add({
        function: target.label,
        stream: 'platform',
        text: `poller: ${String(error)}`,
        at: world.clock.now(),
      });
    },
  };
}

function givenUpTo(world: World, { DestinationConfig }: MappingDefinition): ((message: object) => void) | undefined {
  const destination = DestinationConfig?.OnFailure?.Destination;
  if (!destination) return undefined;
  const { name } = queueAt(world, destination);
  return (message) => {
    world.server.server.sendMessage(name, JSON.stringify(message));
  };
}
