import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiAnswer, ApiRequest, Judgement, PlatformApi, SentReply } from '#platforms/double.ts';
import { doubles } from '#platforms/doubles.ts';
import { type PlatformName, platformNamed } from '#platforms/registry.ts';
import { type Failure, FailurePlan } from './failures.ts';
import { Memory } from './memory.ts';

/** One local server that plays every platform's API, each below a path of its own. */

export interface PlatformDoubleOptions {
  /** Access tokens in force; for `standard`, `whsec_` secrets. A platform that is not named takes none. */
  readonly tokens: Readonly<Partial<Record<PlatformName, readonly string[]>>>;
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
  /** Pages that the next polls of a platform are answered with, in order; after them there is nothing new. */
  readonly feed: (platform: PlatformName, pages: readonly unknown[]) => void;
  /** What a polled platform lists from now on, to every poll that finds no page fed for it. */
  readonly list: (platform: PlatformName, page: unknown) => void;
  /** Takes back the pages that no poll has asked for. @returns how many */
  readonly takeBack: (platform: PlatformName) => number;
  /** A thing that may be fetched by its id. */
  readonly hold: (platform: PlatformName, id: string, thing: unknown) => void;
  /** Tells when a customer last wrote: answers outside the platform's window are refused. */
  readonly heard: (customerId: string, atMs: number) => void;
  /** Stops listening and closes what is open. */
  readonly stop: () => Promise<void>;
}

function forEach<T>(make: (name: PlatformName) => T): Readonly<Record<PlatformName, T>> {
  const names = Object.keys(doubles) as PlatformName[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<PlatformName, T>;
}

/** Starts the double on a free port of the loopback interface. */
export async function startPlatformDouble({ tokens, now = Date.now }: PlatformDoubleOptions): Promise<PlatformDouble> {
  const memory = new Memory();
  const apis = forEach((name) => doubles[name].api(memory.roomOf(name, tokens[name] ?? [])));
  const room: Room = { apis, now, plan: new FailurePlan(), sent: [], refused: [], requests: 0 };
  const server = createServer(
    (request, response) => void serve(room, request, response).catch(() => request.destroy()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    baseUrls: forEach((name) => `${origin}/${name}`),
    sent: () => [...room.sent],
    refused: () => [...room.refused],
    failNext: (platform, failures) => room.plan.add(platform, failures),
    feed: (platform, pages) => memory.feed(platform, pages),
    list: (platform, page) => memory.list(platform, page),
    takeBack: (platform) => memory.takeBack(platform),
    hold: (platform, id, thing) => memory.hold(platform, id, thing),
    heard: (customerId, atMs) => memory.heard(customerId, atMs),
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
  requests: number;
}

async function serve(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://double');
  const [, name = '', ...rest] = pathname.split('/');
  const platform = platformNamed(name)?.name as PlatformName | undefined;
  if (!platform) return write(response, { status: 404, body: { error: 'no such platform' } });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const call: ApiRequest = {
    method: request.method ?? '',
    path: `/${rest.join('/')}`,
    query,
    headers: Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, value?.toString()])),
    body: Buffer.concat(chunks).toString(),
    nowMs: room.now(),
    // Ids of X are numbers in a string; the others take any.
    messageId: `9${String(++room.requests).padStart(17, '0')}`,
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
  const judgement = room.apis[platform](call);
  const { status, body } = judgement.answer;
  if (judgement.sent) room.sent.push(judgement.sent);
  if (status >= 400) room.refused.push({ platform, status, body });
  return judgement;
}

function write(response: ServerResponse, { status, body, headers }: ApiAnswer): void {
  const type = { 'content-type': 'application/json', date: new Date().toUTCString() };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
}
