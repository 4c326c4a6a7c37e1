import { byPrefix } from '../options.ts';
import { REGION } from '../template/names.ts';
import type { World } from '../world.ts';
import type { FunctionDefinition } from './function.ts';

export interface VariablesOf {
  readonly definition: FunctionDefinition;
  readonly name: string;
  /** The logical id and the label. */
  readonly names: readonly string[];
}

/** The environment variables of a function: the template's, and those that Lambda sets, with the engines' addresses. */
export function functionVariables(
  { definition, name, names }: VariablesOf,
  { endpoints, options }: World,
): Record<string, string> {
  const { Environment, Handler, MemorySize, LoggingConfig } = definition;
  return {
    ...platformVariables(),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    ...(LoggingConfig?.LogFormat === 'JSON' && { AWS_LAMBDA_LOG_FORMAT: 'JSON' }),
    ...(LoggingConfig?.ApplicationLogLevel && { AWS_LAMBDA_LOG_LEVEL: LoggingConfig.ApplicationLogLevel }),
    _HANDLER: Handler,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    ...Environment?.Variables,
    ...options.variables?.['*'],
    ...byPrefix(options.variables, names),
  };
}

function platformVariables(): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  };
}
