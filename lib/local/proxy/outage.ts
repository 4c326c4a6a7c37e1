/** An engine that is down. */
import type { ServerResponse } from 'node:http';
import type { Outage } from './faults.ts';

/** Breaks the connection or answers 500, when the engine is down; tells whether it is. */
export function suffersOutage(down: Outage, response: ServerResponse): boolean {
  if (down === 'refused') response.socket?.destroy();
  if (down === 'error')
    awsError(response, { status: 500, type: 'InternalServerError', message: 'The engine is down (injected).' });
  return down !== false;
}

/** An error of the AWS JSON protocols. */
export interface AwsFailure {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  /** More fields of the body. */
  readonly more?: object;
}

/** Answers with an error. */
export function awsError(response: ServerResponse, { status, type, message, more = {} }: AwsFailure): void {
  const body = JSON.stringify({ __type: type, message, Message: message, ...more });
  const code = type.replace(/^.*#/, '');
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code });
  response.end(body);
}
