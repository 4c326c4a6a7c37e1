import * as z from 'zod';
import { callAws } from '../engines/aws-json.ts';
import type { Maker } from '../template/deployment.ts';
import { ACCOUNT, arn, physicalName } from '../template/names.ts';
import type { World } from '../world.ts';

const schema = z.looseObject({
  QueueName: z.string().optional(),
  FifoQueue: z.boolean().optional(),
  VisibilityTimeout: z.coerce.number().default(30),
  DelaySeconds: z.coerce.number().default(0),
  RedrivePolicy: z.looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** Properties that the queue server takes as they are. */
const PLAIN = [
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'ContentBasedDeduplication',
];

/** Makes AWS::SQS::Queue. Timeouts are scaled; the mapping that works the queue scales without rounding to seconds. */
export function queueMaker({ server, endpoints, queues, timeoutScale }: World): Maker {
  return async ({ stack, logicalId, properties }) => {
    const definition = schema.parse(properties);
    const { QueueName, FifoQueue, VisibilityTimeout, DelaySeconds, RedrivePolicy } = definition;
    const suffix = FifoQueue ? '.fifo' : '';
    const name = QueueName ?? physicalName(stack, logicalId, 75) + suffix;
    const attributes: Record<string, string> = {
      VisibilityTimeout: String(Math.ceil(VisibilityTimeout * timeoutScale)),
      DelaySeconds: String(Math.ceil(DelaySeconds * timeoutScale)),
      ...(FifoQueue && { FifoQueue: 'true' }),
      ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
      ...plainAttributes(properties),
    };
    const url = `${endpoints.sqs}/${ACCOUNT}/${name}`;
    await createOrUpdate({ server, endpoints }, name, attributes);
    const queueArn = arn('sqs', name);
    queues.set(queueArn, { name, arn: queueArn, url, visibilityTimeoutSeconds: VisibilityTimeout });
    return { ref: url, attributes: { Arn: queueArn, QueueName: name, QueueUrl: url } };
  };
}

function plainAttributes(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    PLAIN.filter((name) => properties[name] !== undefined).map((name) => [name, String(properties[name])]),
  );
}

/** A queue kept on disk has its messages: it is brought up to date, never made anew. */
async function createOrUpdate(
  { server, endpoints }: Pick<World, 'server' | 'endpoints'>,
  name: string,
  attributes: Record<string, string>,
): Promise<void> {
  if (!server.server.inspectQueue(name)) {
    server.server.createQueue(name, { attributes });
    return;
  }
  const { FifoQueue: _fixed, ...Attributes } = attributes;
  const QueueUrl = `${endpoints.sqsBehind}/${ACCOUNT}/${name}`;
  await callAws({
    endpoint: endpoints.sqsBehind,
    target: 'AmazonSQS.SetQueueAttributes',
    body: { QueueUrl, Attributes },
  });
}
