import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  ApiDestination,
  Authorization,
  Connection,
  HttpMethod,
  type IApiDestination,
  type IRuleTarget,
} from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EVENT_SOURCE, type EventType } from '#contracts/events.ts';
import type { CareBus } from './care-bus.ts';
import { CareRule } from './care-rule.ts';

/** The header by which an endpoint knows that an alert comes from us; its value is the secret made here. */
const TOKEN_HEADER = 'x-earshot-token';

/** Any HTTPS address that is told of alerts. */
export interface AlertEndpoint {
  readonly url: string;
  /** Alerts a second that the endpoint bears; more are delayed, not dropped. */
  readonly rate: number;
}

export interface AlertingProps {
  readonly bus: CareBus;
  /** @default the topic alone is told */
  readonly endpoint?: AlertEndpoint;
}

/** Tells people when the most urgent tickets break their promise. Alerts carry ids and facts, no customer's words. */
export class Alerting extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlertingProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    const destination = props.endpoint && this.createDestination(props.endpoint);
    new CareRule(this, 'UrgentBreach', {
      description: 'A P1 ticket broke its promise',
      trigger: {
        bus: props.bus.bus,
        pattern: {
          source: [EVENT_SOURCE],
          detailType: ['sla.breached'] satisfies EventType[],
          detail: { data: { priority: ['P1'] } },
        },
      },
      runbook: 'undelivered-alerts',
      targets: (deadLetterQueue): IRuleTarget[] => [
        // By a role: a topic policy would let the rules of any account publish here.
        new SnsTopic(this.topic, { deadLetterQueue, authorizeUsingRole: true }),
        ...(destination ? [new ApiDestinationTarget(destination, { deadLetterQueue })] : []),
      ],
    });
  }

  private createDestination(endpoint: AlertEndpoint): IApiDestination {
    const token = new Secret(this, 'EndpointToken', {
      description: `What alerts carry in the header ${TOKEN_HEADER}`,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(token).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Known to the endpoint as well: a rotation that the other side does not take part in would cut alerts off.',
    });
    const connection = new Connection(this, 'EndpointConnection', {
      authorization: Authorization.apiKey(TOKEN_HEADER, token.secretValue),
    });
    // The cast is for the compiler's exact optional properties, which the CDK's own types don't keep.
    return new ApiDestination(this, 'Endpoint', {
      connection,
      endpoint: endpoint.url,
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: endpoint.rate,
    }) as IApiDestination;
  }
}
