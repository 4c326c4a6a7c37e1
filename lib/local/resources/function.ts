import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalFunction } from '../lambda/local-function.ts';
import { byPrefix, type StartOptions } from '../options.ts';
import type { Maker, Resource } from '../template/deployment.ts';
import { arn, physicalName } from '../template/names.ts';
import type { World } from '../world.ts';
import { functionVariables } from './function-variables.ts';

const schema = z.looseObject({
  FunctionName: z.string().optional(),
  Handler: z.string(),
  Code: z.looseObject({ S3Key: z.string().optional(), ZipFile: z.string().optional() }),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  MemorySize: z.coerce.number().default(128),
  Timeout: z.coerce.number().default(3),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  DeadLetterConfig: z.looseObject({ TargetArn: z.string() }).optional(),
  LoggingConfig: z
    .looseObject({ LogFormat: z.string().optional(), ApplicationLogLevel: z.string().optional() })
    .optional(),
});

export type FunctionDefinition = z.infer<typeof schema>;

const DEFAULT_ENVIRONMENTS = 4;

/** Makes AWS::Lambda::Function: its bundle runs in child processes with the variables that AWS sets. */
export function functionMaker(world: World): Maker {
  return (resource) => {
    const { stack, logicalId, properties } = resource;
    const definition = schema.parse(properties);
    const name = definition.FunctionName ?? physicalName(stack, logicalId);
    const label = definition.Environment?.Variables['POWERTOOLS_SERVICE_NAME'] ?? logicalId;
    const [file, exportName] = splitHandler(definition.Handler);
    const made = new LocalFunction({
      logicalId,
      label,
      arn: arn('lambda', `function:${name}`),
      environment: {
        module: join(codeDirectory(resource, definition, world), file),
        exportName,
        variables: functionVariables({ definition, name, names: [logicalId, label] }, world),
        memoryMb: definition.MemorySize,
        timeoutMs: definition.Timeout * 1000,
      },
      maxEnvironments: maxEnvironments(world.options, [logicalId, label], definition.ReservedConcurrentExecutions),
      clock: world.clock,
      log: world.logs.add,
    });
    world.functions.set(name, made);
    const { DeadLetterConfig } = definition;
    if (DeadLetterConfig) world.asyncSettings.set(name, { onFailure: parkEvent(world, DeadLetterConfig.TargetArn) });
    return { ref: name, attributes: { Arn: made.arn } };
  };
}

/** Puts an event that all tries failed on into a queue, with the error as attributes. */
export function parkEvent(
  { server, queues }: World,
  queueArn: string,
): NonNullable<ReturnType<World['asyncSettings']['get']>>['onFailure'] {
  return (event, result) => {
    const message = result.status === 'error' ? result.error.errorMessage : '';
    const text = (StringValue: string): { DataType: string; StringValue: string } => ({
      DataType: 'String',
      StringValue,
    });
    const messageAttributes = {
      RequestID: text(result.requestId || '-'),
      ErrorCode: text('200'),
      ErrorMessage: text(message || '-'),
    };
    server.server.sendMessage(queues.get(queueArn)?.name ?? queueArn, event, { messageAttributes });
  };
}

function splitHandler(handler: string): [string, string] {
  const dot = handler.lastIndexOf('.');
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}

function codeDirectory({ logicalId, asset }: Resource, { Code }: FunctionDefinition, { options }: World): string {
  if (Code.ZipFile !== undefined) {
    const directory = join(options.assembly, `inline.${logicalId}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'index.js'), Code.ZipFile);
    return directory;
  }
  const directory = asset((Code.S3Key ?? '').replace(/\.\w+$/, ''));
  if (!directory || !statSync(directory).isDirectory())
    throw new Error(`its code (${Code.S3Key ?? 'an image'}) is no folder of the assembly`);
  return directory;
}

function maxEnvironments(
  { concurrency, environments = DEFAULT_ENVIRONMENTS }: StartOptions,
  names: readonly string[],
  reserved = Number.POSITIVE_INFINITY,
): number {
  return Math.max(1, Math.min(byPrefix(concurrency, names) ?? environments, reserved));
}
