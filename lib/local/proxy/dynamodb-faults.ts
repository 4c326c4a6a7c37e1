/** What DynamoDB Local never does and DynamoDB does: throttle, and refuse writes that collide. */
import type { ServerResponse } from 'node:http';
import { type DynamoDbRequest, isSingleWrite } from './dynamodb-requests.ts';
import type { FaultBoard } from './faults.ts';
import { awsError } from './outage.ts';

const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';

/** A request and where its answer goes. */
export interface DynamoDbExchange {
  readonly operation: string;
  readonly request: DynamoDbRequest;
  readonly response: ServerResponse;
}

/** Refuses the request when chance says so; tells whether it did. */
export function refuses(faults: FaultBoard, { operation, request, response }: DynamoDbExchange): boolean {
  const { throttle, conflict } = faults.get().dynamodb;
  if (faults.strikes('dynamodb.throttle', throttle)) {
    const message = 'The level of configured provisioned throughput for the table was exceeded (injected).';
    awsError(response, { status: 400, type: `${NAMESPACE}ProvisionedThroughputExceededException`, message });
    return true;
  }
  const collides = isSingleWrite(operation) || operation === 'TransactWriteItems';
  if (!collides || !faults.strikes('dynamodb.conflict', conflict)) return false;
  if (operation === 'TransactWriteItems') cancel(request, response);
  else awsError(response, { status: 400, type: `${NAMESPACE}TransactionConflictException`, message: CONFLICT });
  return true;
}

const CONFLICT = 'Transaction is ongoing for the item (injected).';

/** A transaction is cancelled, with the conflict as one action's reason. */
function cancel({ TransactItems = [] }: DynamoDbRequest, response: ServerResponse): void {
  const codes = TransactItems.map((_action, index) => (index === 0 ? 'TransactionConflict' : 'None'));
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;
  const CancellationReasons = codes.map((Code) => (Code === 'None' ? { Code } : { Code, Message: CONFLICT }));
  const type = `${NAMESPACE}TransactionCanceledException`;
  awsError(response, { status: 400, type, message, more: { CancellationReasons } });
}

/** Answers as if the answer to an applied write had been lost. */
export function loseAnswer(response: ServerResponse): void {
  const message = 'The answer was lost (injected); the write was applied.';
  awsError(response, { status: 500, type: `${NAMESPACE}InternalServerError`, message });
}
