import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Log } from '#functions/shell/log.ts';

/** One logger and one set of metrics an environment; their names and levels come from the Lambda's configuration. */
const logger = new Logger();
export const metrics = new Metrics({ namespace: 'Earshot' });

/** The log of this function, behind the narrow port of the stories. */
export const log: Log = {
  info: (message, facts = {}) => logger.info(message, facts),
  warn: (message, facts = {}) => logger.warn(message, facts),
  error: (message, facts = {}) => logger.error(message, facts),
};

/** Wraps a handler so that its log lines carry the request id and its metrics are flushed. Events are never logged. */
export function observed<Event, Result>(handle: (event: Event, context: Context) => Promise<Result>) {
  return middy<Event, Result>(handle)
    .use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }))
    .use(logMetrics(metrics, { throwOnEmptyMetrics: false }));
}
