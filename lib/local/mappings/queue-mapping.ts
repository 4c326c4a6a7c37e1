/** Feeds a function from a queue, as an event source mapping on SQS does. */

import type { EventTest } from '../bus/pattern.ts';
import type { Clock } from '../clock.ts';
import { callAws } from '../engines/aws-json.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { type Loop, startLoop } from './loop.ts';
import { chunksBySize, filterView, MAX_EVENT_BYTES, sizeOf } from './queue-batch.ts';
import { failedIdentifiers, type QueueMessage, queueRecord } from './queue-records.ts';

export interface QueueMappingOptions {
  /** The queue server, or what stands in front of it. */
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly target: LocalFunction;
  /** How long a received message is hidden; fractions of a second are allowed here. */
  readonly visibilitySeconds: number;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly concurrency: number;
  readonly reportsFailures: boolean;
  /** Messages that match none of them are deleted unseen. */
  readonly filters: readonly EventTest[];
  readonly clock: Clock;
  /** Whether the queue can't be polled now. */
  readonly isDown: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** How long an empty receive waits: a message that arrives ends the wait. */
const LONG_POLL_SECONDS = 5;

export class QueueMapping {
  readonly #options: QueueMappingOptions;
  readonly #loop: Loop;
  #running = 0;
  #slotFree: (() => void) | undefined;

  constructor(options: QueueMappingOptions) {
    this.#options = options;
    this.#loop = startLoop((stopped) => this.#step(stopped), options.onError);
  }

  stop(): void {
    this.#loop.stop();
    this.#slotFree?.();
  }

  async #step(stopped: () => boolean): Promise<void> {
    if (this.#running >= this.#options.concurrency) await this.#freeSlot();
    if (stopped()) return;
    if (this.#options.isDown()) throw new Error('the queue is down');
    const messages = await this.#gather(stopped);
    if (messages.length === 0 || stopped()) return;
    this.#running += 1;
    void this.#process(messages)
      .catch(this.#options.onError)
      .finally(() => {
        this.#running -= 1;
        this.#slotFree?.();
      });
  }

  #freeSlot(): Promise<void> {
    return new Promise((resolve) => {
      this.#slotFree = () => {
        this.#slotFree = undefined;
        resolve();
      };
    });
  }

  /** Receives until the batch is full or its window is over; the window opens with the first message. */
  async #gather(stopped: () => boolean): Promise<QueueMessage[]> {
    const { batchSize, windowMs } = this.#options;
    const messages = await this.#receive(Math.min(batchSize, 10), LONG_POLL_SECONDS);
    const closes = Date.now() + windowMs;
    let bytes = sizeOf(messages);
    while (messages.length > 0 && messages.length < batchSize && bytes < MAX_EVENT_BYTES / 2 && !stopped()) {
      const left = closes - Date.now();
      if (left <= 0) break;
      const more = await this.#receive(Math.min(batchSize - messages.length, 10), left / 1000);
      messages.push(...more);
      bytes += sizeOf(more);
    }
    return messages;
  }

  async #receive(max: number, waitSeconds: number): Promise<QueueMessage[]> {
    const { Messages = [] } = await this.#call<{ Messages?: QueueMessage[] }>('ReceiveMessage', {
      MaxNumberOfMessages: max,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: this.#options.visibilitySeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return Messages;
  }

  async #process(received: readonly QueueMessage[]): Promise<void> {
    const { filters } = this.#options;
    const wanted = received.filter(
      (message) => filters.length === 0 || filters.some((matches) => matches(filterView(message))),
    );
    await this.#delete(received.filter((message) => !wanted.includes(message)));
    for (const batch of chunksBySize(wanted)) await this.#invoke(batch);
  }

  async #invoke(messages: readonly QueueMessage[]): Promise<void> {
    const { target, queueArn, clock, reportsFailures } = this.#options;
    const Records = messages.map((message) => queueRecord(message, queueArn, clock.offsetMs));
    const result = await target.invoke(JSON.stringify({ Records }));
    if (result.status === 'error') return;
    const failed = reportsFailures
      ? failedIdentifiers(result.payload, new Set(messages.map(({ MessageId }) => MessageId)))
      : new Set<string>();
    if (failed) await this.#delete(messages.filter(({ MessageId }) => !failed.has(MessageId)));
  }

  async #delete(messages: readonly QueueMessage[]): Promise<void> {
    for (let from = 0; from < messages.length; from += 10) {
      const Entries = messages
        .slice(from, from + 10)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { Entries });
    }
  }

  #call<T>(operation: string, body: object): Promise<T> {
    const { endpoint, queueUrl } = this.#options;
    return callAws<T>({ endpoint, target: `AmazonSQS.${operation}`, body: { QueueUrl: queueUrl, ...body } });
  }
}
