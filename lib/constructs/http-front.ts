import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type CorsPreflightOptions, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import type { CareFunction, LogSettings } from './care-function.ts';
import type { FunctionName } from './function-environments.ts';

/** Route templates, codes and times: enough to find a request in the function's log, nothing of what or who was in it. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    responseBytes: '$context.responseLength',
  }),
);

/** Requests a second that get through, and how many at once; the rest is answered 429. */
export interface Throttling {
  readonly rate: number;
  readonly burst: number;
}

export interface HttpFrontProps {
  readonly description: string;
  readonly handler: CareFunction<FunctionName>;
  readonly throttling: Throttling;
  readonly logs: LogSettings;
  /** @default no browser may call it */
  readonly cors?: CorsPreflightOptions;
  /** The anchor of the heading in docs/runbook.md about server errors of this API. */
  readonly runbook: string;
}

/** An HTTP API before one function, with its own limits, its access log and an alarm on server errors. */
export class HttpFront extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly integration: HttpLambdaIntegration;

  constructor(scope: Construct, id: string, props: HttpFrontProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: props.description,
      createDefaultStage: false,
      ...(props.cors && { corsPreflight: props.cors }),
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: props.logs.retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: props.throttling.rate, burstLimit: props.throttling.burst },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG },
    });
    // One permission for the whole API: a function's policy has no room for one a route.
    this.integration = new HttpLambdaIntegration('Handler', props.handler.function, { scopePermissionToRoute: false });
    new CareAlarm(this, 'ServerErrors', {
      severity: 'high',
      runbook: props.runbook,
      summary: `Callers get server errors from: ${props.description}.`,
      metric: this.stage.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
    });
  }

  /** Its address, without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint;
  }
}
