import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Entry } from '#domain/entry.ts';
import { heardIn } from '#domain/merge.ts';
import type { Message } from '#domain/message.ts';
import type { Ticket } from '#domain/ticket.ts';
import { readTable, type TableContent } from '#local/care/found.ts';
import type { LocalStack } from '#local/local-stack.ts';

/** What the engines hold, read past every fault; and a hand that reaches into them, which the stream tells of. */

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

type Item = Readonly<Record<string, unknown>>;

/** The table with the questions that tests ask of it. */
export interface TableView extends TableContent {
  /** Tickets of a customer that were not merged away. */
  readonly liveTickets: (customerId: string) => Ticket[];
  /** Messages of a customer. */
  readonly messages: (customerId: string) => Message[];
  /** Ids of the messages that a ticket's history has heard, in the order of its revisions. */
  readonly heard: (ticketId: string) => string[];
}

function heardBy(items: readonly Item[], ticket: Ticket | undefined): string[] {
  if (!ticket) return [];
  const kept = items
    .filter(({ pk, kind }) => kind === 'entry' && pk === `ticket#${ticket.id}`)
    .map(({ entry }) => entry as Entry);
  const all = new Map([ticket.lastEntry, ...kept].map((entry) => [entry.revision, entry]));
  return heardIn([...all.values()].sort((a, b) => a.revision - b.revision)).map(({ id }) => id);
}

/** Reads the whole table. */
export async function tableOf(stack: LocalStack): Promise<TableView> {
  const content = await readTable(stack);
  const { items, tickets } = content;
  const messages = items.filter(({ kind }) => kind === 'message').map(({ message }) => message as Message);
  return {
    ...content,
    liveTickets: (customerId) =>
      tickets.filter((ticket) => ticket.customerId === customerId && ticket.mergedInto === undefined),
    messages: (customerId) => messages.filter((message) => message.customerId === customerId),
    heard: (ticketId) =>
      heardBy(
        items,
        tickets.find(({ id }) => id === ticketId),
      ),
  };
}

async function withTable<T>(
  { endpoints, region }: LocalStack,
  work: (client: DynamoDBDocumentClient) => Promise<T>,
): Promise<T> {
  const client = new DynamoDBClient({ endpoint: endpoints.dynamodb, region, credentials });
  try {
    return await work(DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }));
  } finally {
    client.destroy();
  }
}

/** Deletes an item in the engine, as a person with a console would. */
export function deleteItem(stack: LocalStack, { pk, sk }: Item): Promise<unknown> {
  return withTable(stack, (client) =>
    client.send(new DeleteCommand({ TableName: stack.outputs['TableName'], Key: { pk, sk } })),
  );
}

/** Puts an item into the engine, under its own key. */
export function putItem(stack: LocalStack, item: Item): Promise<unknown> {
  return withTable(stack, (client) =>
    client.send(new PutCommand({ TableName: stack.outputs['TableName'], Item: { ...item } })),
  );
}

async function withBucket<T>(stack: LocalStack, work: (client: S3Client) => Promise<T>): Promise<T> {
  const { endpoints, region } = stack;
  const client = new S3Client({ endpoint: endpoints.s3Behind, region, credentials, forcePathStyle: true });
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** The text of an object in the bucket. */
export function objectText(stack: LocalStack, key: string): Promise<string> {
  return withBucket(stack, async (client) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: stack.outputs['BucketName'], Key: key }));
    return (await Body?.transformToString()) ?? '';
  });
}

/** The keys of the bucket that begin so. */
export function objectsOf(stack: LocalStack, prefix: string): Promise<string[]> {
  return withBucket(stack, async (client) => {
    const command = new ListObjectsV2Command({ Bucket: stack.outputs['BucketName'], Prefix: prefix });
    const { Contents = [] } = await client.send(command);
    return Contents.map(({ Key = '' }) => Key);
  });
}
