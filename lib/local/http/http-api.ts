/** An HTTP API on this machine: routes, authorizers, limits and answers as API Gateway has them. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { refuse, send, withinTime } from './answers.ts';
import { type CorsSettings, corsHeaders } from './cors.ts';
import type { JwtAuthorizer, Verdict } from './jwt-authorizer.ts';
import { requestEvent } from './request-event.ts';
import { type Match, routeMatcher } from './routes.ts';
import { type LocalServer, listen, readBody } from './server.ts';

export interface ApiRoute {
  readonly key: string;
  readonly target: LocalFunction;
  /** How long the function may take, milliseconds. */
  readonly timeoutMs: number;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
}

export interface ApiStage {
  readonly name: string;
  readonly mayPass: () => boolean;
}

/** API Gateway's limit on a body. */
const BODY_LIMIT = 10 * 1024 * 1024;

export class HttpApi {
  readonly id: string;
  readonly #clock: Clock;
  readonly #cors: CorsSettings | undefined;
  readonly #routes: ApiRoute[] = [];
  #match: ReturnType<typeof routeMatcher<ApiRoute>> = () => undefined;
  #stage: ApiStage | undefined;
  #server: LocalServer | undefined;
  #active = 0;

  constructor(id: string, clock: Clock, cors?: CorsSettings) {
    this.id = id;
    this.#clock = clock;
    this.#cors = cors;
  }

  /** Requests that are being answered. */
  get active(): number {
    return this.#active;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async listen(port: number): Promise<void> {
    this.#server = await listen((request, response) => this.#answer(request, response), port);
  }

  addRoute(route: ApiRoute): void {
    this.#routes.push(route);
    this.#match = routeMatcher(this.#routes);
  }

  setStage(stage: ApiStage): void {
    this.#stage = stage;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#active += 1;
    try {
      const preflight = request.method === 'OPTIONS' && this.#cors !== undefined;
      for (const [name, value] of Object.entries(corsHeaders(this.#cors, request.headers.origin, preflight))) {
        response.setHeader(name, value);
      }
      if (preflight) response.writeHead(204).end();
      else await this.#route(request, response);
    } finally {
      this.#active -= 1;
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stage = this.#stage;
    const path = stage && pathWithin(stage, request.url ?? '/');
    const match = path === undefined ? undefined : this.#match(request.method ?? 'GET', path);
    if (!stage || path === undefined || !match) return refuse({ request, response }, 'notFound');
    if (!stage.mayPass()) return refuse({ request, response }, 'throttled');
    const { authorizer, scopes } = match.route;
    const verdict = await authorizer?.(request.headers.authorization, scopes);
    if (verdict?.status === 'unauthorized') return refuse({ request, response }, 'unauthorized');
    if (verdict?.status === 'forbidden') return refuse({ request, response }, 'forbidden');
    const body = await readBody(request, BODY_LIMIT);
    if (!body) return refuse({ request, response }, 'tooLarge');
    const event = this.#event(request, match, { path, body, stage: stage.name, verdict });
    const result = await withinTime(match.route.target.invoke(JSON.stringify(event)), match.route.timeoutMs);
    return send({ request, response }, result);
  }

  #event(
    request: IncomingMessage,
    { route, parameters }: Match<ApiRoute>,
    { path, body, stage, verdict }: { path: string; body: Buffer; stage: string; verdict: Verdict | undefined },
  ): object {
    const authorizer = verdict?.status === 'allowed' ? { claims: verdict.claims, scopes: verdict.scopes } : undefined;
    const identity = { apiId: this.id, requestId: randomUUID(), at: this.#clock.now() };
    return requestEvent({ request, body, path, parameters, stage, authorizer, routeKey: route.key, ...identity });
  }
}

/** The decoded path below the stage; undefined when it can't be one. */
function pathWithin({ name }: ApiStage, url: string): string | undefined {
  const [raw = '/'] = url.split('?');
  const prefix = name === '$default' ? '' : `/${name}`;
  if (!raw.startsWith(prefix)) return undefined;
  try {
    return decodeURIComponent(raw.slice(prefix.length)) || '/';
  } catch {
    return undefined;
  }
}
