/** A small app with one of everything that the local run plays; its functions do as they are told. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, CfnOutput, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnUserPoolGroup, UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  type IApiDestination,
  Rule,
  Schedule,
} from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import {
  Code,
  EventSourceMapping,
  FilterCriteria,
  Function as LambdaFunction,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { buildSync } from 'esbuild';

const ENTRY = fileURLToPath(new URL('./local-app-handlers.ts', import.meta.url));

/** Bundles the handlers once into a folder and answers with it. */
function bundle(outdir: string): string {
  const folder = join(outdir, 'handlers');
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [ENTRY],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
  });
  return folder;
}

class StateStack extends Stack {
  readonly table = new TableV2(this, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    globalSecondaryIndexes: [{ indexName: 'byOwner', partitionKey: { name: 'owner', type: AttributeType.STRING } }],
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAt',
  });
  readonly parked = new Queue(this, 'Parked', { retentionPeriod: Duration.days(14) });
  readonly inbound = new Queue(this, 'Inbound', {
    visibilityTimeout: Duration.seconds(60),
    deadLetterQueue: { queue: this.parked, maxReceiveCount: 3 },
  });
  readonly bucket = new Bucket(this, 'Bucket');
  readonly bus = new EventBus(this, 'Bus');
  readonly secret = new Secret(this, 'Secret', {
    generateSecretString: {
      secretStringTemplate: '{"user":"local"}',
      generateStringKey: 'password',
      excludePunctuation: true,
    },
  });
}

class ServiceStack extends Stack {
  readonly #state: StateStack;
  readonly #code: Code;

  constructor(app: App, state: StateStack, code: Code) {
    super(app, 'Service');
    this.#state = state;
    this.#code = code;
    this.#intake();
    this.#feed();
    this.#desk();
    this.#clockwork();
  }

  #function(id: string, timeoutSeconds = 10): LambdaFunction {
    const { table, inbound, bucket, bus, secret } = this.#state;
    return new LambdaFunction(this, id, {
      runtime: Runtime.NODEJS_24_X,
      code: this.#code,
      handler: `index.${id[0]?.toLowerCase()}${id.slice(1)}`,
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: 256,
      logGroup: new LogGroup(this, `${id}Logs`),
      environment: {
        POWERTOOLS_SERVICE_NAME: id.toLowerCase(),
        TABLE_NAME: table.tableName,
        QUEUE_URL: inbound.queueUrl,
        BUCKET_NAME: bucket.bucketName,
        BUS_NAME: bus.eventBusName,
        SECRET_ARN: secret.secretArn,
      },
    });
  }

  #intake(): void {
    const api = new HttpApi(this, 'Hooks', { createDefaultStage: true });
    const receive = new HttpLambdaIntegration('Receive', this.#function('Receive'));
    api.addRoutes({ path: '/hooks/{source}', methods: [HttpMethod.POST], integration: receive });
    api.addRoutes({
      path: '/echo/{rest+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Echo', this.#function('Echo', 2)),
    });
    const work = this.#function('Work');
    work.addEventSource(
      new SqsEventSource(this.#state.inbound, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: 4 }),
    );
    new Alarm(this, 'WorkErrors', { metric: work.metricErrors(), threshold: 1, evaluationPeriods: 1 });
    new CfnOutput(this, 'HooksUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'HooksStageUrl', { value: api.defaultStage?.url ?? '' });
    new CfnOutput(this, 'TableName', { value: this.#state.table.tableName });
    new CfnOutput(this, 'QueueUrl', { value: this.#state.inbound.queueUrl });
    new CfnOutput(this, 'ParkedUrl', { value: this.#state.parked.queueUrl });
  }

  #feed(): void {
    const { table, bus } = this.#state;
    const gaveUp = new Queue(this, 'GaveUp');
    new EventSourceMapping(this, 'Feed', {
      target: this.#function('Feeder'),
      eventSourceArn: table.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 50,
      parallelizationFactor: 2,
      bisectBatchOnError: true,
      retryAttempts: 2,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(gaveUp),
      filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: [{ prefix: 'message#' }] } } } })],
    });
    const topic = new Topic(this, 'Alerts');
    const undelivered = new Queue(this, 'Undelivered');
    new Rule(this, 'Urgent', {
      eventBus: bus,
      eventPattern: { source: ['local-app'], detail: { urgent: [true] } },
      targets: [
        new targets.SnsTopic(topic, { deadLetterQueue: undelivered }),
        new targets.ApiDestination(
          // The cast is for exact optional properties, which the CDK's own types don't keep.
          new ApiDestination(this, 'Pager', {
            connection: new Connection(this, 'PagerConnection', {
              authorization: Authorization.apiKey(
                'x-token',
                SecretValue.secretsManager(this.#state.secret.secretArn, { jsonField: 'password' }),
              ),
            }),
            endpoint: 'https://pager.example.com/alerts',
          }) as IApiDestination,
          { deadLetterQueue: undelivered, retryAttempts: 2 },
        ),
      ],
    });
    bus.archive('Archive', { eventPattern: { source: ['local-app'] }, retention: Duration.days(1) });
  }

  #desk(): void {
    const pool = new UserPool(this, 'Pool');
    new CfnUserPoolGroup(this, 'Agents', { userPoolId: pool.userPoolId, groupName: 'agent' });
    const client = new UserPoolClient(this, 'Client', { userPool: pool });
    const authorizer = new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, {
      jwtAudience: [client.userPoolClientId],
    });
    const api = new HttpApi(this, 'Desk', {
      corsPreflight: { allowOrigins: ['http://localhost:5173'], allowHeaders: ['authorization'] },
    });
    const integration = new HttpLambdaIntegration('Desk', this.#function('Who'));
    api.addRoutes({ path: '/me', methods: [HttpMethod.GET], integration, authorizer });
    api.addRoutes({
      path: '/machine',
      methods: [HttpMethod.GET],
      integration,
      authorizer,
      authorizationScopes: ['desk/read'],
    });
    const stage = api.defaultStage?.node.defaultChild as CfnStage;
    stage.defaultRouteSettings = { throttlingBurstLimit: 50, throttlingRateLimit: 100 };
    new CfnOutput(this, 'DeskUrl', { value: api.apiEndpoint });
  }

  #clockwork(): void {
    const tick = this.#function('Tick');
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new targets.LambdaFunction(tick)],
    });
  }
}

/** Builds the app into a folder. */
export function buildLocalApp(outdir: string): void {
  const code = Code.fromAsset(bundle(outdir));
  const app = new App({ outdir, analyticsReporting: false });
  const state = new StateStack(app, 'State');
  new ServiceStack(app, state, code);
  app.synth();
}
