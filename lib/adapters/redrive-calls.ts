import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { PARK_REASON_ATTRIBUTE } from '#contracts/inbound.ts';

/** The calls of which bringing parked messages back is made, and what is read off a parked message. */

/** A parked queue, and the work queue behind which it stands. */
export interface RedriveDeps {
  readonly client: SQSClient;
  readonly from: string;
  readonly to: string;
}

/** What EventBridge writes on events that it could not deliver. */
const ERROR_CODE = 'ERROR_CODE';
const NOTES = new Set([
  PARK_REASON_ATTRIBUTE,
  ERROR_CODE,
  'ERROR_MESSAGE',
  'EXHAUSTED_RETRY_CONDITION',
  'RETRY_ATTEMPTS',
  'RULE_ARN',
  'TARGET_ARN',
]);

/** What a message without a note has behind it. */
const RECEIVED_TOO_OFTEN = 'received_too_often';

/** SQS takes and gives at most ten at once. */
export const AT_ONCE = 10;
const WAIT_SECONDS = 1;

/** Why a message is parked. */
export function parkReasonOf({ MessageAttributes = {} }: Message): string {
  const note = MessageAttributes[PARK_REASON_ATTRIBUTE] ?? MessageAttributes[ERROR_CODE];
  return note?.StringValue ?? RECEIVED_TOO_OFTEN;
}

/** The attributes without what parking has written on them. */
function ownAttributes({ MessageAttributes = {} }: Message): Record<string, MessageAttributeValue> {
  return Object.fromEntries(Object.entries(MessageAttributes).filter(([name]) => !NOTES.has(name)));
}

const entriesOf = (messages: readonly Message[]) =>
  messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));

/** Receives parked messages, which nobody else sees for a while. */
export async function receiveParked(
  { client, from }: RedriveDeps,
  count: number,
  holdSeconds: number,
): Promise<Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: from,
      MaxNumberOfMessages: Math.min(AT_ONCE, count),
      VisibilityTimeout: holdSeconds,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages;
}

/** Sends each by itself: ten parked messages may be larger than a batch. @returns those that arrived, and what failed. */
export async function sendBack(
  { client, to }: RedriveDeps,
  messages: readonly Message[],
): Promise<{ readonly sent: readonly Message[]; readonly problem?: string }> {
  const ends = await Promise.allSettled(
    messages.map((message) => {
      const MessageAttributes = ownAttributes(message);
      return client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: message.Body, MessageAttributes }));
    }),
  );
  const sent = messages.filter((_, index) => ends[index]?.status === 'fulfilled');
  const failure = ends.find((end) => end.status === 'rejected');
  return { sent, ...(failure && { problem: String(failure.reason) }) };
}

/** @returns how many could not be deleted; they come once more. */
export async function deleteParked({ client, from }: RedriveDeps, messages: readonly Message[]): Promise<number> {
  if (messages.length === 0) return 0;
  const Entries = entriesOf(messages);
  const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl: from, Entries }));
  return Failed.length;
}

/** Shows messages again that were received and left. What can't be given back shows itself when the hold runs out. */
export async function giveBack({ client, from }: RedriveDeps, messages: readonly Message[]): Promise<void> {
  for (let start = 0; start < messages.length; start += AT_ONCE) {
    const some = entriesOf(messages.slice(start, start + AT_ONCE));
    const Entries = some.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: from, Entries })).catch(() => undefined);
  }
}
