import * as z from 'zod';
import type { Maker } from '../template/deployment.ts';
import { physicalName } from '../template/names.ts';
import { queueAt, type World } from '../world.ts';

/** Makes AWS::SNS::Topic; what is published is also kept for `notifications()`. */
export function topicMaker({ server }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const given = properties['TopicName'];
    const name = typeof given === 'string' ? given : physicalName(stack, logicalId);
    const ref = server.createTopic(name, logicalId);
    return { ref, attributes: { TopicArn: ref, TopicName: name } };
  };
}

const subscriptionSchema = z.looseObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string().optional(),
  RawMessageDelivery: z.boolean().optional(),
  FilterPolicy: z.unknown().optional(),
});

/** People and machines outside are not told from here: `notifications()` has what they would get. */
const OUTSIDE = new Set(['email', 'email-json', 'sms', 'http', 'https', 'application', 'firehose']);

/** Makes AWS::SNS::Subscription of a queue; one of an address outside stays without effect. */
export function subscriptionMaker(world: World): Maker {
  return ({ logicalId, properties }) => {
    const {
      TopicArn,
      Protocol,
      Endpoint = '',
      RawMessageDelivery,
      FilterPolicy,
    } = subscriptionSchema.parse(properties);
    const ref = `${TopicArn}:${logicalId}`;
    if (OUTSIDE.has(Protocol)) return { ref };
    if (Protocol !== 'sqs') throw new Error(`subscriptions of the protocol ${Protocol} are not played here`);
    world.server.server.subscribe({
      topic: TopicArn.split(':').at(-1) ?? '',
      queue: queueAt(world, Endpoint).name,
      attributes: {
        ...(RawMessageDelivery && { RawMessageDelivery: 'true' }),
        ...(FilterPolicy !== undefined && { FilterPolicy: JSON.stringify(FilterPolicy) }),
      },
    });
    return { ref };
  };
}
