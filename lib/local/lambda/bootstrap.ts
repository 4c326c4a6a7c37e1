/** Runs inside an environment: loads the handler and answers one invocation after the other, as Lambda's runtime does. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { EnvironmentStart, FromEnvironment, FunctionError, ToEnvironment } from './messages.ts';
import { shiftDate } from './virtual-date.ts';

type Handler = (event: unknown, context: object) => unknown;
type Invocation = Extract<ToEnvironment, { kind: 'invoke' }>;

const realNow = Date.now;
const start = JSON.parse(process.argv[2] ?? '{}') as EnvironmentStart;
const setOffset = shiftDate(start.offsetMs);

const send = (message: FromEnvironment): void => {
  process.send?.(message);
};

// The run is over, however it ended: nothing here outlives it.
process.once('disconnect', () => process.exit(0));

try {
  const handler = await loadHandler();
  process.on('message', (message: ToEnvironment) => {
    setOffset(message.offsetMs);
    if (message.kind === 'invoke') void invoke(handler, message);
  });
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'initError', error: described(error) });
}

async function loadHandler(): Promise<Handler> {
  const file = ['.js', '.cjs', '.mjs'].map((extension) => start.module + extension).find((path) => existsSync(path));
  if (!file) throw new Error(`Cannot find module '${start.module}'`);
  const loaded: unknown = file.endsWith('.mjs') ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  const handler = (loaded as Record<string, unknown>)[start.exportName];
  if (typeof handler !== 'function') throw new Error(`${start.exportName} is undefined or not exported`);
  return handler as Handler;
}

async function invoke(handler: Handler, { requestId, event, deadline }: Invocation): Promise<void> {
  process.env['_X_AMZN_TRACE_ID'] = traceId(requestId);
  try {
    const result = await handler(JSON.parse(event), contextOf(requestId, deadline));
    send({ kind: 'result', requestId, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    send({ kind: 'failure', requestId, error: described(error) });
  }
}

function contextOf(awsRequestId: string, deadline: number): object {
  const { env } = process;
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  };
}

function described(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') };
}

function traceId(requestId: string): string {
  const digits = requestId.replaceAll('-', '');
  return `Root=1-${digits.slice(0, 8)}-${digits.slice(8).padEnd(24, '0')};Parent=${digits.slice(0, 16)};Sampled=0`;
}
