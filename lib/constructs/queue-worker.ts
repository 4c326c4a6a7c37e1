import { type Duration, Validations } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CareFunction } from './care-function.ts';
import type { FunctionName } from './function-environments.ts';
import type { WorkedQueue } from './worked-queue.ts';

export interface QueueWorkerProps {
  readonly queue: WorkedQueue;
  readonly worker: CareFunction<FunctionName>;
  readonly batchSize: number;
  /**
   * How long a poller waits to fill a batch; needed above ten messages a batch.
   * @default not at all
   */
  readonly batchWindow?: Duration;
  /** Environments at work on this queue at once, 2 to 1000: the ceiling is here, so that the rest waits in the queue. */
  readonly maxConcurrency: number;
}

/** Lets a function work a queue: batches with partial failures, and a ceiling on the mapping rather than reserved concurrency. */
export class QueueWorker extends Construct {
  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { queue, worker } = props;
    if (queue.workTimeout.toSeconds() !== worker.timeout.toSeconds()) {
      throw new Error(`${worker.node.path} must have the timeout that ${queue.node.path} was sized for`);
    }
    queue.queue.grantConsumeMessages(worker);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: worker.function,
      eventSourceArn: queue.queue.queueArn,
      batchSize: props.batchSize,
      ...(props.batchWindow && { maxBatchingWindow: props.batchWindow }),
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'A mapping on SQS takes no destination: the queue has its own redrive policy to a dead-letter queue.',
    });
  }
}
