import * as z from 'zod';
import type { Maker } from '../template/deployment.ts';
import type { World } from '../world.ts';
import { parkEvent } from './function.ts';

const schema = z.looseObject({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().optional(),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }).optional() }).optional(),
});

/** Makes AWS::Lambda::EventInvokeConfig: how asynchronous invocations are retried. */
export function invokeConfigMaker(world: World): Maker {
  return ({ properties }) => {
    const { FunctionName, MaximumRetryAttempts, DestinationConfig } = schema.parse(properties);
    const destination = DestinationConfig?.OnFailure?.Destination;
    const before = world.asyncSettings.get(FunctionName);
    const onFailure = destination ? parkEvent(world, destination) : before?.onFailure;
    world.asyncSettings.set(FunctionName, { maximumRetryAttempts: MaximumRetryAttempts, onFailure });
    return { ref: `${FunctionName}-invoke-config` };
  };
}
