/** Queues, buckets and topics: fauxqs in this process. */
import { join } from 'node:path';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { REGION } from '../template/names.ts';
import { onLoopback } from './loopback.ts';

export interface QueueServerOptions {
  /** Keeps queues and objects on disk here. @default in memory */
  readonly dataDirectory?: string | undefined;
}

/** How many messages of a queue are where. */
export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface Notification {
  /** The topic's logical id. */
  readonly topic: string;
  readonly subject?: string | undefined;
  readonly message: string;
  /** When it was published, real time in epoch milliseconds. */
  readonly at: number;
}

/** Catches what a topic publishes, so that it can be read. */
const CATCHER = 'notifications-of-';

/** fauxqs with the few questions that the run asks of it. */
export class QueueServer {
  readonly server: FauxqsServer;
  readonly endpoint: string;
  readonly #topics = new Map<string, string>();

  constructor(server: FauxqsServer) {
    this.server = server;
    this.endpoint = `http://127.0.0.1:${server.port}`;
  }

  depth(queueName: string): QueueDepth {
    const { messages } = this.#inspect(queueName);
    return { visible: messages.ready.length, inFlight: messages.inflight.length, delayed: messages.delayed.length };
  }

  /** Everything that waits in a queue, hidden or not, without receiving it. */
  messages(
    queueName: string,
  ): { readonly id: string; readonly body: string; readonly attributes: Readonly<Record<string, string>> }[] {
    const { ready, inflight, delayed } = this.#inspect(queueName).messages;
    return [...ready, ...inflight.map(({ message }) => message), ...delayed].map(
      ({ messageId, body, messageAttributes }) => ({
        id: messageId,
        body,
        attributes: Object.fromEntries(
          Object.entries(messageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
        ),
      }),
    );
  }

  /** Makes a topic whose messages are kept for {@link notifications}. */
  createTopic(name: string, logicalId: string): string {
    const { topicArn } = this.server.createTopic(name);
    const catcher = `${CATCHER}${name}`.slice(0, 80);
    this.server.createQueue(catcher, { attributes: { MessageRetentionPeriod: '1209600' } });
    this.server.subscribe({ topic: name, queue: catcher });
    this.#topics.set(logicalId, catcher);
    return topicArn;
  }

  /** What was published so far, topic by topic in order. */
  notifications(): Notification[] {
    return [...this.#topics].flatMap(([topic, catcher]) =>
      this.#inspect(catcher).messages.ready.map(({ body, sentTimestamp }) => {
        const { Subject, Message } = JSON.parse(body) as { Subject?: string; Message: string };
        return { topic, subject: Subject, message: Message, at: sentTimestamp };
      }),
    );
  }

  #inspect(queueName: string): NonNullable<ReturnType<FauxqsServer['inspectQueue']>> {
    const queue = this.server.inspectQueue(queueName);
    if (!queue) throw new Error(`there is no queue ${queueName}`);
    return queue;
  }
}

/** Starts fauxqs on a free port of the loopback interface. */
export async function startQueueServer({ dataDirectory }: QueueServerOptions = {}): Promise<QueueServer> {
  const storage = dataDirectory && {
    dataDir: join(dataDirectory, 'queues'),
    s3StorageDir: join(dataDirectory, 'buckets'),
  };
  const server = await onLoopback(() => startFauxqs({ port: 0, logger: false, defaultRegion: REGION, ...storage }));
  return new QueueServer(server);
}
