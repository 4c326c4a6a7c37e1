import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { LocalStack } from '#local/local-stack.ts';
import { startLocal } from '#local/start-local.ts';
import { buildLocalApp } from '#tests/support/local-app.ts';

/** What the API destination calls. */
interface Pager {
  /** What it answers from now on. */
  status: number;
  readonly paged: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
}

/** The small app, running, with the pager that its API destination calls. */
export interface LocalAppStack {
  readonly stack: LocalStack;
  readonly pager: Pager;
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
  const pager: Pager = { status: 200, paged: [] };
  const server = pagerServer(pager);
  const stack = await startLocal({
    assembly: directory,
    dataDirectory,
    timeoutScale: 0.02,
    environments: 3,
    secrets: { Secret: { user: 'local', password: 'of-the-pager' } },
    apiDestinations: { Pager: `http://127.0.0.1:${await portOf(server)}/alerts` },
    kindOfKey: ({ pk = '' }) => pk.split('#')[0] ?? '',
  });
  const { endpoints, region } = stack;
  return {
    stack,
    pager,
    wishes: (...list) => postWishes(stack, list),
    storedIds: () => storedIds(stack),
    dynamodb: () =>
      new DynamoDBClient({ endpoint: endpoints.dynamodb, region, credentials: CREDENTIALS, maxAttempts: 1 }),
    stop: async () => {
      await stack.stop();
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function pagerServer(pager: Pager): Server {
  return createServer((request, response) => {
    void text(request).then((body) => {
      pager.paged.push({ headers: request.headers, body });
      response.writeHead(pager.status).end();
    });
  });
}

function postWishes({ outputs }: LocalStack, list: readonly object[]): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${outputs['HooksUrl']}/hooks/test`, { method: 'POST', headers, body: JSON.stringify(list) });
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
