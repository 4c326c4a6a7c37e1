import type * as z from 'zod/mini';
import type { OperationId } from '#contracts/agent-api.ts';
import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { foreignParameters, pathId } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';
import type { HttpRequest } from '#functions/shell/http-message.ts';
import type { Call } from './call.ts';
import { assertMay, callerOf } from './caller.ts';
import { readBy, refusal } from './mistakes.ts';
import { readIdempotencyKey, readIfMatch } from './preconditions.ts';

/** Lets a request in or turns it away: token, permission, shape, in this order, before anything is read or written. */

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** A platform's words, decoded once more than the gateway has; undefined when they can't be. */
function foreignIn(schema: z.ZodMiniType<string>, value: string): string | undefined {
  try {
    const id = decodeURIComponent(value);
    return schema.safeParse(id).success ? id : undefined;
  } catch {
    return undefined;
  }
}

const ownIdIn = (value: string): string | undefined => (pathId.safeParse(value).success ? value : undefined);

/** Reads a path parameter: one of our ids, a platform's words, or nothing that could be there. */
function readParameter(name: string, value = ''): string {
  const foreign = foreignParameters[name];
  const id = foreign ? foreignIn(foreign, value) : ownIdIn(value);
  if (id !== undefined) return id;
  const mend = 'Use an id as the API gave it.';
  throw refusal({ in: 'path', pointer: `/${name}`, detail: 'Not an id of this API.', mend });
}

function readParameters({ path }: AgentRoute, { parameters }: HttpRequest): Record<string, string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  return Object.fromEntries(names.map((name) => [name, readParameter(name, parameters[name])]));
}

/** @throws {ApiProblem} 415 on another media type, 400 on what is no JSON in UTF-8. An absent body is an empty object. */
function readJson({ headers, body }: HttpRequest): unknown {
  if (body.byteLength === 0) return {};
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    throw new ApiProblem('unsupported-media-type', 'Send the body as application/json.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new ApiProblem('invalid-json', 'The body is not JSON in UTF-8.');
  }
}

/**
 * Admits a request to its operation.
 * @throws {ApiProblem} when the caller or the request may not pass.
 */
export function admit(route: AgentRoute, request: HttpRequest): Call<OperationId> {
  const caller = callerOf(request.claims);
  assertMay(caller, route.permission);
  const read = {
    caller,
    parameters: readParameters(route, request),
    query: route.query && readBy(route.query, request.query, 'query'),
    body: route.body && readBy(route.body, readJson(request), 'body'),
    ifMatch: readIfMatch(route, request),
    idempotencyKey: readIdempotencyKey(route, request),
    accept: request.headers['accept'] ?? '',
  };
  // The parts were read by the row's own schemas, of which Call's types are made.
  return read as Call<OperationId>;
}
