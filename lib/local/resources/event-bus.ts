import * as z from 'zod';
import type { Maker } from '../template/deployment.ts';
import { arn, physicalName } from '../template/names.ts';
import type { World } from '../world.ts';

const schema = z.looseObject({ Name: z.string().optional() });

/** Makes AWS::Events::EventBus. */
export function eventBusMaker({ buses }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const name = schema.parse(properties).Name ?? physicalName(stack, logicalId);
    buses.addBus(name);
    return { ref: name, attributes: { Arn: arn('events', `event-bus/${name}`), Name: name } };
  };
}

/** Makes AWS::Events::Archive: everything that goes over a bus is kept here anyhow, see `archive()`. */
export function archiveMaker(): Maker {
  return ({ stack, logicalId }) => {
    const name = physicalName(stack, logicalId, 48);
    return { ref: name, attributes: { Arn: arn('events', `archive/${name}`), ArchiveName: name } };
  };
}
