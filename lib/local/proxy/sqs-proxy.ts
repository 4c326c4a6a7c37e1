/** Stands in front of the queue server: injects faults, and scales the delays that callers ask for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, listen, readBody } from '../http/server.ts';
import type { FaultBoard } from './faults.ts';
import { forward, reply } from './forward.ts';
import { awsError, suffersOutage } from './outage.ts';

export interface SqsProxyOptions {
  readonly endpoint: string;
  readonly faults: FaultBoard;
  /** Factor on visibility timeouts and delays, such as 0.01. */
  readonly timeoutScale: number;
}

interface Entry {
  readonly Id: string;
  VisibilityTimeout?: number;
  DelaySeconds?: number;
}

interface SqsRequest {
  VisibilityTimeout?: number;
  DelaySeconds?: number;
  Entries?: Entry[];
}

interface BatchAnswer {
  Failed?: object[];
}

/** Starts the proxy on a free port. */
export function startSqsProxy(options: SqsProxyOptions): Promise<LocalServer> {
  return listen(async (incoming, response) => {
    const body = (await readBody(incoming)) ?? Buffer.alloc(0);
    const { faults, endpoint } = options;
    if (suffersOutage(faults.get().sqs.down, response)) return;
    const operation = String(incoming.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    if (TOUCHED.has(operation)) await carryOut(options, { operation, body, incoming, response });
    else reply(response, await forward({ endpoint, headers: incoming.headers, body }));
  });
}

/** Operations that carry a delay or can fail entry by entry. */
const TOUCHED = new Set([
  'SendMessage',
  'SendMessageBatch',
  'ReceiveMessage',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
]);

interface Call {
  readonly operation: string;
  readonly body: Buffer;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

async function carryOut(options: SqsProxyOptions, { operation, body, incoming, response }: Call): Promise<void> {
  const { faults, endpoint, timeoutScale } = options;
  const { rejectEntry, lostAnswer } = faults.get().sqs;
  const request = JSON.parse(body.toString()) as SqsRequest;
  for (const part of [request, ...(request.Entries ?? [])]) scale(part, timeoutScale);
  const rejected =
    operation === 'SendMessageBatch' ? takeRejected(request, () => faults.strikes('sqs.rejectEntry', rejectEntry)) : [];
  if (request.Entries?.length === 0) {
    answer(response, { Successful: [], Failed: rejected });
    return;
  }
  const forwarded = await forward({ endpoint, headers: incoming.headers, body: Buffer.from(JSON.stringify(request)) });
  if (operation.startsWith('Send') && faults.strikes('sqs.lostAnswer', lostAnswer)) {
    awsError(response, {
      status: 500,
      type: 'InternalError',
      message: 'The answer was lost (injected); the messages are queued.',
    });
    return;
  }
  if (rejected.length === 0) {
    reply(response, forwarded);
    return;
  }
  const parsed = JSON.parse(forwarded.body.toString()) as BatchAnswer;
  answer(response, { ...parsed, Failed: [...(parsed.Failed ?? []), ...rejected] });
}

function scale(part: { VisibilityTimeout?: number; DelaySeconds?: number }, factor: number): void {
  if (part.VisibilityTimeout !== undefined) part.VisibilityTimeout *= factor;
  if (part.DelaySeconds !== undefined) part.DelaySeconds *= factor;
}

function takeRejected(request: SqsRequest, strikes: () => boolean): object[] {
  const rejected: object[] = [];
  request.Entries = (request.Entries ?? []).filter(({ Id }) => {
    if (!strikes()) return true;
    rejected.push({ Id, SenderFault: false, Code: 'InternalError', Message: 'Rejected (injected).' });
    return false;
  });
  return rejected;
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
