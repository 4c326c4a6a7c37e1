/** The handlers of the small app. What a message asks for, they do: fail, hang, exit. */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';

const { env } = process;
const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
const s3 = new S3Client({});
const events = new EventBridgeClient({});
const secrets = new SecretsManagerClient({});

interface Wish {
  readonly id: string;
  readonly urgent?: boolean;
  /** `fail`, `hang`, `exit`: always; `exit-once`, `fail-once`: on the first receive. */
  readonly wish?: string;
}

/** Queues a JSON list of wishes, one message each; keeps the raw body in the bucket. */
export async function receive(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<object> {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');
  const wishes = JSON.parse(body) as Wish[];
  await s3.send(
    new PutObjectCommand({ Bucket: env['BUCKET_NAME'], Key: `raw/${event.requestContext.requestId}`, Body: body }),
  );
  const Entries = wishes.map((wish, index) => ({ Id: String(index), MessageBody: JSON.stringify(wish) }));
  const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: env['QUEUE_URL'], Entries }));
  return {
    statusCode: Failed?.length ? 503 : 202,
    body: JSON.stringify({ queued: Entries.length - (Failed?.length ?? 0) }),
  };
}

/** Stores each message; answers with those that failed. */
export async function work(event: SQSEvent): Promise<object> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { body, messageId, attributes } of event.Records) {
    try {
      await store(JSON.parse(body) as Wish, attributes.ApproximateReceiveCount === '1');
    } catch (error) {
      console.log(JSON.stringify({ message: 'failed', error: String(error) }));
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function store({ id, urgent = false, wish = '' }: Wish, first: boolean): Promise<void> {
  const struck = wish.endsWith('-once') ? first : true;
  if (struck && wish.startsWith('fail')) throw new Error('as wished');
  if (struck && wish.startsWith('exit')) process.exit(1);
  if (struck && wish.startsWith('hang')) await new Promise(() => {});
  const Item = {
    pk: { S: `message#${id}` },
    sk: { S: 'it' },
    kind: { S: 'message' },
    owner: { S: 'nobody' },
    urgent: { BOOL: urgent },
  };
  await dynamodb.send(new PutItemCommand({ TableName: env['TABLE_NAME'], Item }));
}

/** Publishes an event for each stored message; refuses the one called `unpublishable`. */
export async function feeder(event: DynamoDBStreamEvent): Promise<object> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { dynamodb: change } of event.Records) {
    const id = change?.Keys?.['pk']?.S ?? '';
    if (id === 'message#unpublishable') {
      batchItemFailures.push({ itemIdentifier: change?.SequenceNumber ?? '' });
      continue;
    }
    const Detail = JSON.stringify({ id, urgent: change?.NewImage?.['urgent']?.BOOL ?? false });
    const entry = { Source: 'local-app', DetailType: 'message.stored', Detail, EventBusName: env['BUS_NAME'] };
    await events.send(new PutEventsCommand({ Entries: [entry] }));
  }
  return { batchItemFailures };
}

/** Says who calls, by the authorizer, and what time it is. */
export async function who(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<object> {
  return { claims: event.requestContext.authorizer.jwt.claims, now: Date.now(), text: new Date().toISOString() };
}

/** Answers with the event; a query asks for other things. */
export async function echo(event: APIGatewayProxyEventV2WithJWTAuthorizer, context: Context): Promise<unknown> {
  const ask = event.queryStringParameters?.['ask'];
  if (ask === 'throw') throw new Error('as asked');
  if (ask === 'hang') await new Promise(() => {});
  if (ask === 'large') return { statusCode: 200, body: 'x'.repeat(6_500_000) };
  if (ask === 'nonsense') return { statusCode: 'many' };
  if (ask === 'binary')
    return {
      statusCode: 201,
      headers: { 'Content-Type': 'image/png' },
      cookies: ['a=1', 'b=2'],
      body: 'AQID',
      isBase64Encoded: true,
    };
  if (ask === 'secret')
    return (await secrets.send(new GetSecretValueCommand({ SecretId: env['SECRET_ARN'] }))).SecretString;
  if (ask === 'object') return readBack();
  return {
    event,
    remaining: context.getRemainingTimeInMillis(),
    requestId: context.awsRequestId,
    memory: context.memoryLimitInMB,
  };
}

async function readBack(): Promise<object> {
  const key = 'a folder/größe';
  await s3.send(new PutObjectCommand({ Bucket: env['BUCKET_NAME'], Key: key, Body: 'bytes' }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: env['BUCKET_NAME'], Key: key }));
  return { read: await Body?.transformToString() };
}

/** Writes down each minute it is called in. */
export async function tick(event: { time: string }): Promise<void> {
  console.log(JSON.stringify({ tick: event.time, now: new Date().toISOString() }));
}
