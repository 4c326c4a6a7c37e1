import type { MiddlewareObj } from '@middy/core';
import headerNormalizer from '@middy/http-header-normalizer';
import securityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpAnswer, HttpRequest } from '#functions/shell/http-message.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';
import { problemOf } from '#functions/shell/problem.ts';

/** The middy stack of an HTTP API: header names, security headers, problems. */

/** An event of an HTTP API, payload format 2.0; with a JWT authorizer before it, the claims are there. */
export type HttpEvent = Omit<APIGatewayProxyEventV2, 'requestContext'> & {
  readonly requestContext: Pick<APIGatewayProxyEventV2['requestContext'], 'requestId'> & {
    readonly authorizer?: { readonly jwt?: { readonly claims: Readonly<Record<string, unknown>> } };
  };
};

function requestOf(event: HttpEvent): HttpRequest {
  return {
    routeKey: event.routeKey,
    parameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers: event.headers,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    claims: event.requestContext.authorizer?.jwt?.claims,
  };
}

function resultOf({ status, headers, body }: HttpAnswer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    // Answers hold customers' words: no cache keeps them.
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** Lets a story answer an HTTP API. */
export function served(story: (request: HttpRequest) => Promise<HttpAnswer>) {
  return async (event: HttpEvent): Promise<APIGatewayProxyStructuredResultV2> =>
    resultOf(await story(requestOf(event)));
}

type HttpMiddleware = MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2>;

/** Answers what was thrown with a problem, and logs what should not have happened. */
function problems(log: Log): HttpMiddleware {
  return {
    onError: (request) => {
      const { requestId } = request.event.requestContext;
      const answer = problemOf(request.error, requestId);
      if (answer.status >= 500) log.error('request failed', { requestId, ...faultOf(request.error) });
      request.response = resultOf(answer);
    },
  };
}

/** Everything an HTTP function is wrapped in. `problems` comes last, so that on an error it runs first and gets its headers. */
export function http(log: Log): HttpMiddleware[] {
  return [
    headerNormalizer(),
    securityHeaders({
      contentSecurityPolicy: false,
      permissionsPolicy: false,
      reportTo: false,
      strictTransportSecurity: { maxAge: 365 * 24 * 60 * 60, includeSubDomains: true, preload: false },
    }),
    problems(log),
  ];
}
