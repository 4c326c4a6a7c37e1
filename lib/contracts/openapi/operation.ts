import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { type ProblemKind, problemKinds, problemView } from '#contracts/agent-api-problems.ts';
import { foreignParameters, idempotencyKey, pathId } from '#contracts/agent-api-requests.ts';
import type { AgentRoute } from '#contracts/agent-route.ts';

/** One row of the route table as an OpenAPI operation. */

type Status = (typeof problemKinds)[ProblemKind]['status'];

const kindsOf = (status: Status): string[] =>
  Object.entries(problemKinds).flatMap(([kind, facts]) =>
    facts.status === status ? [`${kind}: ${facts.title}.`] : [],
  );

const STATUSES = [...new Set(Object.values(problemKinds).map(({ status }) => status))];

/** Every problem status once, for operations to refer to. */
export function problemResponses() {
  return Object.fromEntries(
    STATUSES.map((status) => [
      `Problem${status}`,
      { description: kindsOf(status).join(' '), content: { 'application/problem+json': { schema: problemView } } },
    ]),
  );
}

/** The problems an operation can answer with follow from its row. */
function problemsOf({ path, body, query, method, versioned, keyed, checked, permission }: AgentRoute): Status[] {
  const acts = method !== 'GET';
  const labels = path.endsWith('/{messageId}/labels');
  return STATUSES.filter((status) => {
    if (status === 400) return path.includes('{') || body !== undefined || query !== undefined;
    if (status === 404) return path.includes('{');
    if (status === 409) return (versioned && !checked) || permission === 'replies:settle' || labels;
    if (status === 412 || status === 428) return versioned;
    if (status === 415) return acts;
    return status === 422 ? keyed === true || checked === true : true;
  });
}

const etag = z.string().describe('The version of what is answered, for `If-Match`.');

function responsesOf(route: AgentRoute): ZodOpenApiResponsesObject {
  const problems = problemsOf(route).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]);
  return {
    [route.success]: {
      description: 'Done.',
      ...((route.path.includes('{') || route.versioned || route.tagged) && { headers: z.object({ ETag: etag }) }),
      content: Object.fromEntries(
        (route.formats ?? ['application/json']).map((format) => [format, { schema: route.response }]),
      ),
    },
    ...Object.fromEntries(problems),
  };
}

function headersOf({ versioned, keyed }: AgentRoute) {
  const ifMatch = z
    .string()
    .describe('The ETag of what is edited, as it was read.')
    .meta({ examples: ['"3"'] });
  const key = z
    .string()
    .regex(new RegExp(patternOf(idempotencyKey)))
    .describe('A UUID. Repeat a request with the same one: the answer is queued once.');
  const headers = { ...(versioned && { 'If-Match': ifMatch }), ...(keyed && { 'Idempotency-Key': key.optional() }) };
  return Object.keys(headers).length > 0 ? { header: z.object(headers) } : {};
}

const patternOf = (schema: z.core.$ZodType): string => String(z.toJSONSchema(schema).pattern);

function parametersOf(route: AgentRoute) {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  return {
    ...(names.length > 0 && {
      path: z.object(Object.fromEntries(names.map((name) => [name, foreignParameters[name] ?? pathId]))),
    }),
    ...(route.query && { query: route.query as unknown as z.ZodObject }),
    ...headersOf(route),
  };
}

/** @returns the operation with its permission, its headers and every answer. */
export function operationOf(route: AgentRoute): ZodOpenApiOperationObject {
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: `Takes the permission \`${route.permission}\`.`,
    requestParams: parametersOf(route),
    ...(route.body && {
      requestBody: {
        required: !z.safeParse(route.body, {}).success,
        content: { 'application/json': { schema: route.body } },
      },
    }),
    responses: responsesOf(route),
  };
}
