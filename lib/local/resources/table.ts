import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { createTable } from '../engines/tables.ts';
import type { Maker } from '../template/deployment.ts';
import { physicalName } from '../template/names.ts';
import type { World } from '../world.ts';

const schema = z.looseObject({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.unknown()).default([]),
  KeySchema: z.array(z.looseObject({ AttributeName: z.string(), KeyType: z.string() })),
  GlobalSecondaryIndexes: z.array(z.record(z.string(), z.unknown())).default([]),
  LocalSecondaryIndexes: z.array(z.unknown()).default([]),
  StreamSpecification: z.looseObject({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.looseObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

/** Makes AWS::DynamoDB::Table and GlobalTable, with indexes, stream and TTL; always on demand. */
export function tableMaker({ endpoints, tables, staleIndexes, clock }: World): Maker {
  return async ({ stack, logicalId, properties }) => {
    const definition = schema.parse(properties);
    const { TimeToLiveSpecification: ttl } = definition;
    const table = await createTable(endpoints.dynamodbBehind, {
      name: definition.TableName ?? physicalName(stack, logicalId, 240),
      attributes: definition.AttributeDefinitions,
      keys: definition.KeySchema,
      globalIndexes: definition.GlobalSecondaryIndexes,
      localIndexes: definition.LocalSecondaryIndexes,
      streamViewType: definition.StreamSpecification?.StreamViewType,
      ttlAttribute: ttl?.Enabled && canExpire(clock) ? ttl.AttributeName : undefined,
    });
    if (table.streamArn) tables.set(table.streamArn, table);
    tables.set(table.name, table);
    staleIndexes.add(table);
    return { ref: table.name, attributes: { Arn: table.arn, StreamArn: table.streamArn, TableId: table.name } };
  };
}

/** How far the run's time may be behind real time before expiry is left out. */
const TOLERANCE_MS = 60_000;

/**
 * DynamoDB Local expires items by real time. In a run that plays an earlier day everything would expire at once; DynamoDB
 * promises no moment of expiry, so that keeping items is right too.
 */
function canExpire({ offsetMs }: Clock): boolean {
  return offsetMs > -TOLERANCE_MS;
}
