/** Stands in front of DynamoDB Local: injects faults, counts capacity, and tells the stream readers of writes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LocalServer, listen, readBody } from '../http/server.ts';
import type { CapacityTally } from './capacity.ts';
import { loseAnswer, refuses } from './dynamodb-faults.ts';
import { type DynamoDbRequest, isOnItems, isWrite } from './dynamodb-requests.ts';
import type { FaultBoard } from './faults.ts';
import { type Forwarded, forward, reply } from './forward.ts';
import { suffersOutage } from './outage.ts';
import type { StaleIndexes } from './stale-indexes.ts';

export interface DynamoDbProxyOptions {
  /** DynamoDB Local itself. */
  readonly endpoint: string;
  readonly faults: FaultBoard;
  readonly capacity: CapacityTally;
  readonly staleIndexes: StaleIndexes;
  /** Called after every write that was applied. */
  readonly onWrite: () => void;
}

interface Call {
  readonly operation: string;
  readonly request: DynamoDbRequest;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

/** Starts the proxy on a free port. */
export function startDynamoDbProxy(options: DynamoDbProxyOptions): Promise<LocalServer> {
  return listen(async (incoming, response) => {
    const body = (await readBody(incoming)) ?? Buffer.alloc(0);
    if (suffersOutage(options.faults.get().dynamodb.down, response)) return;
    const operation = String(incoming.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    if (isOnItems(operation)) {
      await carryOut(options, {
        operation,
        request: JSON.parse(body.toString()) as DynamoDbRequest,
        incoming,
        response,
      });
      return;
    }
    reply(response, await forward({ endpoint: options.endpoint, headers: incoming.headers, body }));
  });
}

async function carryOut(options: DynamoDbProxyOptions, call: Call): Promise<void> {
  const { operation, request, incoming, response } = call;
  const { faults, staleIndexes } = options;
  if (refuses(faults, call)) return;
  request.ReturnConsumedCapacity = 'INDEXES';
  staleIndexes.redirect(operation, request);
  const body = Buffer.from(JSON.stringify(request));
  const answer = await forward({ endpoint: options.endpoint, headers: incoming.headers, body });
  noteOutcome(options, call, answer);
  const { lostAnswer } = faults.get().dynamodb;
  if (answer.status === 200 && isWrite(operation) && faults.strikes('dynamodb.lostAnswer', lostAnswer))
    loseAnswer(response);
  else reply(response, answer);
}

function noteOutcome(
  { capacity, onWrite }: DynamoDbProxyOptions,
  { operation, request }: Call,
  answer: Forwarded,
): void {
  if (answer.status === 200) {
    capacity.note(operation, request, answer.body);
    if (isWrite(operation)) onWrite();
  } else if (answer.body.includes('ConditionalCheckFailed')) {
    capacity.noteFailedCondition(request);
  }
}
