import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Count } from '#functions/shell/count.ts';
import type { Log } from '#functions/shell/log.ts';

/** One logger and one set of metrics an environment; their names and levels come from the Lambda's configuration. */
const logger = new Logger();
const metrics = new Metrics();

/** The log of this function, behind the narrow port of the stories. */
export const log: Log = {
  info: (message, facts = {}) => logger.info(message, facts),
  warn: (message, facts = {}) => logger.warn(message, facts),
  error: (message, facts = {}) => logger.error(message, facts),
};

/** The counters of this function, behind the narrow port of the stories; written once an invocation. */
export const count: Count = (name) => void metrics.addMetric(name, 'Count', 1);

/** Powertools' own middleware complains of an invocation that had nothing to count. */
function flush(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}

/** Wraps a handler so that its log lines carry the request id and its metrics are flushed. Events are never logged. */
export function observed<Event, Result>(handle: (event: Event, context: Context) => Promise<Result>) {
  return middy<Event, Result>(handle)
    .use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }))
    .use({ after: flush, onError: flush });
}
