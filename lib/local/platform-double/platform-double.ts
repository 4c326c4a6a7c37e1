import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type PlatformName, platformNamed } from '#platforms/registry.ts';
import { type Failure, FailurePlan } from './failures.ts';
import { messengerApi } from './messenger-api.ts';
import { standardReceiver } from './standard-receiver.ts';
import type { ApiAnswer, ApiRequest, Judgement, PlatformApi, SentReply } from './wire.ts';
import { xApi } from './x-api.ts';

/** One local server that plays every platform's API, each below a path of its own. */

export interface PlatformDoubleOptions {
  /** Bearer tokens in force; for `standard`, `whsec_` secrets. */
  readonly tokens: Readonly<Record<PlatformName, readonly string[]>>;
  /**
   * The platforms' clock, epoch milliseconds.
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** A request the platform would not take, without its words. */
interface RefusedRequest {
  readonly platform: PlatformName;
  readonly status: number;
  readonly body: unknown;
}

export interface PlatformDouble {
  /** What goes into `ReplyCredentials.baseUrl`. */
  readonly baseUrls: Readonly<Record<PlatformName, string>>;
  /** Replies taken, in order: what customers would see. */
  readonly sent: () => readonly SentReply[];
  /** Requests judged and refused: a fault of ours, unless a test meant it. */
  readonly refused: () => readonly RefusedRequest[];
  /** Plans the next troubles of a platform, one a request. */
  readonly failNext: (platform: PlatformName, failures: readonly Failure[]) => void;
  /** Tells when a Messenger customer last wrote: answers later than 24 hours after are refused. */
  readonly heard: (customerId: string, atMs: number) => void;
  /** Stops listening and closes what is open. */
  readonly stop: () => Promise<void>;
}

/** Starts the double on a free port of the loopback interface. */
export async function startPlatformDouble({ tokens, now = Date.now }: PlatformDoubleOptions): Promise<PlatformDouble> {
  const lastHeard = new Map<string, number>();
  const apis: Readonly<Record<PlatformName, PlatformApi>> = {
    x: xApi(tokens.x),
    messenger: messengerApi(tokens.messenger, (customerId) => lastHeard.get(customerId)),
    standard: standardReceiver(tokens.standard),
  };
  const room: Room = { apis, now, plan: new FailurePlan(), sent: [], refused: [] };
  const server = createServer(
    (request, response) => void serve(room, request, response).catch(() => request.destroy()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    baseUrls: { x: `${origin}/x`, messenger: `${origin}/messenger`, standard: `${origin}/standard` },
    sent: () => [...room.sent],
    refused: () => [...room.refused],
    failNext: (platform, failures) => room.plan.add(platform, failures),
    heard: (customerId, atMs) => void lastHeard.set(customerId, atMs),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What the server keeps between requests. */
interface Room {
  readonly apis: Readonly<Record<PlatformName, PlatformApi>>;
  readonly now: () => number;
  readonly plan: FailurePlan;
  readonly sent: SentReply[];
  readonly refused: RefusedRequest[];
}

async function serve(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://double');
  const [, name = '', ...rest] = pathname.split('/');
  const platform = platformNamed(name)?.name as PlatformName | undefined;
  if (!platform) return write(response, { status: 404, body: { error: 'no such platform' } });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const call: ApiRequest = {
    method: request.method ?? '',
    path: `/${rest.join('/')}`,
    headers: Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, value?.toString()])),
    body: Buffer.concat(chunks).toString(),
    nowMs: room.now(),
  };
  await answer(room, { platform, call, failure: room.plan.next(platform) }, response);
}

interface Call {
  readonly platform: PlatformName;
  readonly call: ApiRequest;
  readonly failure: Failure | undefined;
}

async function answer(room: Room, { platform, call, failure }: Call, response: ServerResponse): Promise<void> {
  const instead = failure?.kind === 'answer' ? failure : undefined;
  const judgement = !instead || instead.accept ? judge(room, platform, call) : undefined;
  if (failure?.delayMs) await wait(failure.delayMs);
  if (failure?.kind === 'drop') return void response.destroy();
  const { status = 500, body, headers } = instead ?? judgement?.answer ?? {};
  write(response, { status, body: body ?? {}, headers });
}

function judge(room: Room, platform: PlatformName, call: ApiRequest): Judgement {
  // Ids of X are numbers in a string; the others take any.
  const messageId = `9${String(room.sent.length + 1).padStart(17, '0')}`;
  const judgement = room.apis[platform](call, messageId);
  const { status, body } = judgement.answer;
  if (judgement.sent) room.sent.push(judgement.sent);
  if (status >= 400) room.refused.push({ platform, status, body });
  return judgement;
}

function write(response: ServerResponse, { status, body, headers }: ApiAnswer): void {
  const type = { 'content-type': 'application/json', date: new Date().toUTCString() };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
}
