import { DeliveryError } from '../bus/delivery.ts';
import { inputFor } from '../bus/target-input.ts';
import { invokeAsync } from '../lambda/async-invocation.ts';
import { functionAt, queueAt, registered, type SendToTarget, type World } from '../world.ts';
import type { TargetDefinition } from './rule.ts';

type Sender = (body: string) => Promise<void>;

/** How a rule's target is reached; undefined for one without meaning here. */
export function senderTo(world: World, definition: TargetDefinition): SendToTarget | undefined {
  const { Arn } = definition;
  const [, , service, , , resource = ''] = Arn.split(':');
  if (service === 'events' && resource.startsWith('event-bus/')) {
    return async (event) => world.buses.put(resource.replace('event-bus/', ''), event);
  }
  // What would go to a log group is read with archive().
  if (service === 'logs') return undefined;
  const kind = service === 'events' ? 'api-destination' : (service ?? '');
  const sender = SENDERS[kind]?.(world, Arn);
  if (!sender) throw new Error(`a rule's target ${Arn} is not played here`);
  return (event) => sender(inputFor(event, definition));
}

const SENDERS: Readonly<Record<string, (world: World, arn: string) => Sender>> = {
  sqs: (world, arn) => {
    const { name } = queueAt(world, arn);
    return async (body) => {
      if (world.faults.get().sqs.down) throw new DeliveryError('SDK_CLIENT_ERROR', 'The queue is down.', true);
      world.server.server.sendMessage(name, body);
    };
  },
  sns: ({ server }, arn) => {
    const name = arn.split(':').at(-1) ?? '';
    return async (body) => {
      server.server.publish(name, body);
    };
  },
  lambda: (world, arn) => {
    const target = functionAt(world, arn);
    const name = arn.split(':').at(-1) ?? '';
    return (event) => {
      const settings = world.asyncSettings.get(name);
      return inBackground(world, (onFirst) =>
        invokeAsync(target, { ...settings, event, timeoutScale: world.timeoutScale, onFirst }),
      );
    };
  },
  'api-destination': ({ destinations }, arn) => {
    const call = registered(destinations, arn.split('/').slice(0, 2).join('/'));
    return (body) => call(body);
  },
};

/** Waits for the first try, so that moments of the clock keep their order; further tries go on alone. */
function inBackground({ background }: World, run: (onFirst: () => void) => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const work = run(resolve).finally(() => {
      background.delete(work);
      resolve();
    });
    background.add(work);
  });
}
