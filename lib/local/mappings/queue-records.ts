/** Queue messages as Lambda hands them to a function, and what its answer says about them. */
import { REGION } from '../template/names.ts';

/** A message as ReceiveMessage gives it. */
export interface QueueMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<
    Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>
  >;
}

/** Attributes that hold a time, which the run's clock shifts. */
const TIMES = ['SentTimestamp', 'ApproximateFirstReceiveTimestamp'];

/** One record of an SQS event. */
export function queueRecord(message: QueueMessage, queueArn: string, offsetMs: number): object {
  const attributes: Record<string, string> = { ...message.Attributes };
  for (const name of TIMES) {
    if (attributes[name]) attributes[name] = String(Number(attributes[name]) + offsetMs);
  }
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes,
    messageAttributes: Object.fromEntries(Object.entries(message.MessageAttributes ?? {}).map(attributeEntry)),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}

function attributeEntry([name, value]: [string, { DataType: string; StringValue?: string; BinaryValue?: string }]): [
  string,
  object,
] {
  const { DataType, StringValue, BinaryValue } = value;
  return [
    name,
    {
      ...(StringValue !== undefined && { stringValue: StringValue }),
      ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
      dataType: DataType,
    },
  ];
}

/** Identifiers that the answer calls failed; undefined when the answer makes no sense, which fails the whole batch. */
export function failedIdentifiers(payload: string, known: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const answer: unknown = JSON.parse(payload);
  if (answer === null || typeof answer !== 'object') return new Set();
  const { batchItemFailures } = answer as { batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return undefined;
  const identifiers = batchItemFailures.map((failure: { itemIdentifier?: unknown }) => failure.itemIdentifier);
  const sensible = identifiers.every(
    (identifier): identifier is string => typeof identifier === 'string' && known.has(identifier),
  );
  return sensible ? new Set(identifiers) : undefined;
}
