import { Duration, Validations } from 'aws-cdk-lib';
import { HttpMethod, HttpNoneAuthorizer, type HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import type { CareBucket } from './care-bucket.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { type CareSecrets, grantSecretValue } from './care-secrets.ts';
import { HttpFront, type Throttling } from './http-front.ts';
import type { WorkedQueue } from './worked-queue.ts';

/** POST delivers; GET is how platforms ask whether this address is ours (challenge, CRC). */
const PATHS = ['/webhooks/{platform}', '/webhooks/{platform}/{account}'];

export interface WebhookIngressProps {
  readonly inbound: WorkedQueue;
  /** Where the watch over channels is told whether deliveries prove themselves. */
  readonly proofs: WorkedQueue;
  readonly bucket: CareBucket;
  readonly secrets: CareSecrets;
  readonly throttling: Throttling;
  readonly logs: LogSettings;
}

/** Where platforms deliver: verify, hand over to the queue, answer. */
export class WebhookIngress extends Construct {
  readonly receiver: CareFunction<'receive-webhook'>;
  readonly front: HttpFront;

  constructor(scope: Construct, id: string, props: WebhookIngressProps) {
    super(scope, id);
    this.receiver = this.createReceiver(props);
    this.front = new HttpFront(this, 'Front', {
      description: 'Webhooks from platforms',
      handler: this.receiver,
      throttling: props.throttling,
      logs: props.logs,
      runbook: 'webhook-server-errors',
    });
    for (const path of PATHS) this.addRoutes(path);
    this.alarmOnPlatforms();
  }

  private createReceiver({
    inbound,
    proofs,
    bucket,
    secrets,
    logs,
  }: WebhookIngressProps): CareFunction<'receive-webhook'> {
    const receiver = new CareFunction(this, 'Receiver', {
      name: 'receive-webhook',
      environment: {
        INBOUND_QUEUE_URL: inbound.queue.queueUrl,
        CHANNELS_QUEUE_URL: proofs.queue.queueUrl,
        BUCKET_NAME: bucket.bucket.bucketName,
        WEBHOOK_SECRET_ARN: secrets.webhooks.secretArn,
      },
      // A platform hangs up after three seconds or so: memory buys processor time, and with it short starts.
      memoryMb: 1024,
      timeout: Duration.seconds(10),
      logs,
      errorSeverity: 'high',
    });
    for (const { queue } of [inbound, proofs]) queue.grant(receiver, 'sqs:SendMessage');
    bucket.grantObjects(receiver, 's3:PutObject', 'claims');
    grantSecretValue(receiver, secrets.webhooks);
    return receiver;
  }

  private addRoutes(path: string): void {
    const routes: HttpRoute[] = this.front.api.addRoutes({
      path,
      methods: [HttpMethod.GET, HttpMethod.POST],
      integration: this.front.integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    const reason =
      'Platforms sign the raw bytes instead of sending tokens; receive-webhook verifies them before anything.';
    for (const route of routes) Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }

  private alarmOnPlatforms(): void {
    new CareAlarm(this, 'Refused', {
      severity: 'medium',
      runbook: 'webhooks-refused',
      summary: 'Many deliveries are refused: a secret was rotated, the throttle is too low, or someone is guessing.',
      metric: this.front.stage.metricClientError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 100,
    });
    new CareAlarm(this, 'Slow', {
      severity: 'medium',
      runbook: 'webhooks-slow',
      summary: 'One delivery in a hundred is answered after more than two seconds; platforms give up at three.',
      metric: this.front.stage.metricLatency({ period: Duration.minutes(5), statistic: 'p99' }),
      threshold: 2000,
      periods: 3,
    });
  }
}
