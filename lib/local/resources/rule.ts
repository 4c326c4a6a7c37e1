import * as z from 'zod';
import type { BusRule } from '../bus/bus.ts';
import type { Target } from '../bus/delivery.ts';
import { compilePattern } from '../bus/pattern.ts';
import { scheduleAlarm } from '../bus/schedule.ts';
import type { Maker } from '../template/deployment.ts';
import { arn, physicalName } from '../template/names.ts';
import type { World } from '../world.ts';
import { senderTo } from './rule-targets.ts';

const targetSchema = z.looseObject({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .looseObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
  RetryPolicy: z.looseObject({ MaximumRetryAttempts: z.coerce.number().optional() }).optional(),
  DeadLetterConfig: z.looseObject({ Arn: z.string() }).optional(),
});

export type TargetDefinition = z.infer<typeof targetSchema>;

const schema = z.looseObject({
  EventBusName: z.string().default('default'),
  EventPattern: z.looseObject({}).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

/** EventBridge tries for a day; here the pauses are scaled and the count is what ends it. */
const DEFAULT_RETRIES = 185;

/** Makes AWS::Events::Rule: on events of a bus, or on the clock. */
export function ruleMaker(world: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const { EventBusName, EventPattern, ScheduleExpression, State, Targets } = schema.parse(properties);
    const busName = EventBusName.replace(/^.*event-bus\//, '');
    const name = physicalName(stack, logicalId);
    const ruleArn = arn('events', busName === 'default' ? `rule/${name}` : `rule/${busName}/${name}`);
    const rule = { arn: ruleArn, targets: Targets.flatMap((definition) => targetOf(world, definition)) };
    if (State === 'ENABLED' && EventPattern)
      world.buses.addRule({ ...rule, busName, matches: compilePattern(EventPattern) });
    if (State === 'ENABLED' && ScheduleExpression) world.onReady.push(() => schedule(world, rule, ScheduleExpression));
    return { ref: name, attributes: { Arn: ruleArn } };
  };
}

function schedule({ clock, buses }: World, rule: Pick<BusRule, 'arn' | 'targets'>, expression: string): void {
  clock.add(scheduleAlarm({ expression, rule, buses, from: clock.now() }));
}

function targetOf(world: World, definition: TargetDefinition): Target[] {
  const { Id, Arn, RetryPolicy, DeadLetterConfig } = definition;
  const send = senderTo(world, definition);
  if (!send) return [];
  const maximumRetryAttempts = RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES;
  return [{ id: Id, arn: Arn, deadLetterArn: DeadLetterConfig?.Arn, maximumRetryAttempts, send }];
}
