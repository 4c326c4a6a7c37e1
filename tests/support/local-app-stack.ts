import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { LocalStack } from '#local/local-stack.ts';
import { startLocal } from '#local/start-local.ts';
import { buildLocalApp } from '#tests/support/local-app.ts';

/** The small app, running, with the pager that its API destination calls. */
export interface LocalAppStack {
  readonly stack: LocalStack;
  readonly paged: readonly { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** What the pager answers from now on. */
  pagerStatus: number;
  /** Sends a webhook with one message for each wish. */
  wishes(...list: object[]): Promise<Response>;
  /** Ids of the messages in the table, past all faults. */
  storedIds(): Promise<string[]>;
  /** A client that goes through the faults. */
  dynamodb(): DynamoDBClient;
  stop(): Promise<void>;
}

export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Builds the app and starts it. */
export async function startLocalApp(dataDirectory?: string): Promise<LocalAppStack> {
  const directory = mkdtempSync(join(tmpdir(), 'local-app-'));
  buildLocalApp(directory);
  const paged: { headers: IncomingHttpHeaders; body: string }[] = [];
  const pager = createServer((request, response) => {
    void text(request).then((body) => {
      paged.push({ headers: request.headers, body });
      response.writeHead(app.pagerStatus).end();
    });
  });
  const stack = await startLocal({
    assembly: directory,
    dataDirectory,
    timeoutScale: 0.02,
    environments: 3,
    secrets: { Secret: { user: 'local', password: 'of-the-pager' } },
    apiDestinations: { Pager: `http://127.0.0.1:${await portOf(pager)}/alerts` },
    kindOfKey: ({ pk = '' }) => pk.split('#')[0] ?? '',
  });
  const app: LocalAppStack = {
    stack,
    paged,
    pagerStatus: 200,
    wishes: (...list) =>
      fetch(`${stack.outputs['HooksUrl']}/hooks/test`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(list),
      }),
    storedIds: () => storedIds(stack),
    dynamodb: () =>
      new DynamoDBClient({
        endpoint: stack.endpoints.dynamodb,
        region: stack.region,
        credentials: CREDENTIALS,
        maxAttempts: 1,
      }),
    stop: async () => {
      await stack.stop();
      pager.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return app;
}

async function storedIds({ endpoints, region, outputs }: LocalStack): Promise<string[]> {
  const client = new DynamoDBClient({ endpoint: endpoints.dynamodbBehind, region, credentials: CREDENTIALS });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: outputs['TableName'] }));
  return Items.map(({ pk }) => (pk?.S ?? '').replace('message#', '')).toSorted();
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
