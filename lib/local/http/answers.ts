/** What API Gateway answers: the function's answer, or one of its own. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InvocationResult } from '../lambda/invocation.ts';
import { answerOf } from './function-response.ts';
import { sendJson } from './server.ts';

/** A request and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const REFUSALS = {
  unauthorized: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  notFound: [404, 'Not Found'],
  tooLarge: [413, 'Request Entity Too Large'],
  throttled: [429, 'Too Many Requests'],
  failed: [500, 'Internal Server Error'],
  late: [503, 'Service Unavailable'],
} as const;

/** Answers on its own account. A body that was not read is dropped, and the connection with it. */
export function refuse({ request, response }: Exchange, reason: keyof typeof REFUSALS): void {
  const [status, message] = REFUSALS[reason];
  if (reason === 'unauthorized') response.setHeader('www-authenticate', 'Bearer');
  if (!request.complete) {
    response.setHeader('connection', 'close');
    request.resume();
  }
  sendJson(response, status, { message });
}

/** Sends on what became of an invocation. */
export function send(exchange: Exchange, result: InvocationResult | 'late'): void {
  const answer = result !== 'late' && result.status === 'ok' ? answerOf(result.payload) : undefined;
  if (!answer) {
    refuse(exchange, failureOf(result));
    return;
  }
  exchange.response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  exchange.response.end(answer.body);
}

/** Lambda refuses an event above its limit before there is an invocation; callers are told that their request is too large. */
function failureOf(result: InvocationResult | 'late'): keyof typeof REFUSALS {
  if (result === 'late') return 'late';
  const tooLarge = result.status === 'error' && result.error.errorType === 'RequestEntityTooLargeException';
  return tooLarge ? 'tooLarge' : 'failed';
}

/** Waits for an invocation as long as the integration may take. */
export async function withinTime(
  work: Promise<InvocationResult>,
  timeoutMs: number,
): Promise<InvocationResult | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  const result = await Promise.race([work, late]);
  clearTimeout(timer);
  return result;
}
