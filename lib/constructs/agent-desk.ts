import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, type CorsPreflightOptions, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Construct } from 'constructs';
import { agentRoutes } from '#contracts/agent-api.ts';
import { INDEXES, type IndexName } from '#contracts/table-keys.ts';
import type { CareBucket } from './care-bucket.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import type { TokenIssuer } from './care-identity.ts';
import { type CareSecrets, grantSecretValue } from './care-secrets.ts';
import type { CareTable } from './care-table.ts';
import { HttpFront, type Throttling } from './http-front.ts';

export interface AgentDeskProps {
  readonly table: CareTable;
  readonly bucket: CareBucket;
  readonly secrets: CareSecrets;
  readonly tokens: TokenIssuer;
  /** Origins of front ends that may call the API from a browser. @default none */
  readonly origins?: readonly string[];
  /** Whether the API hides who a customer is until their ticket is claimed. @default false */
  readonly blindUntilClaimed?: boolean;
  readonly throttling: Throttling;
  readonly logs: LogSettings;
}

/** The agents' API: one route an operation of the contract, each behind a token; what a role may do is decided in the function. */
export class AgentDesk extends Construct {
  readonly handler: CareFunction<'agent-api'>;
  readonly front: HttpFront;

  constructor(scope: Construct, id: string, props: AgentDeskProps) {
    super(scope, id);
    this.handler = new CareFunction(this, 'Handler', {
      name: 'agent-api',
      environment: {
        TABLE_NAME: props.table.table.tableName,
        BUCKET_NAME: props.bucket.bucket.bucketName,
        CURSOR_SECRET_ARN: props.secrets.cursors.secretArn,
        BLIND_UNTIL_CLAIMED: props.blindUntilClaimed ? 'true' : 'false',
      },
      memoryMb: 1024,
      timeout: Duration.seconds(15),
      logs: props.logs,
      errorSeverity: 'medium',
    });
    props.table.grantItems(this.handler);
    props.table.grantQuery(this.handler, ...(Object.keys(INDEXES) as IndexName[]));
    grantSecretValue(this.handler, props.secrets.cursors);
    // A link is worth what its signer may do: one file of this folder, read.
    props.bucket.grantObjects(this.handler, 's3:GetObject', 'media');
    this.front = new HttpFront(this, 'Front', {
      description: 'Agent API',
      handler: this.handler,
      throttling: props.throttling,
      logs: props.logs,
      runbook: 'agent-api-server-errors',
      ...(props.origins?.length && { cors: corsFor(props.origins) }),
    });
    this.addRoutes(props.tokens);
  }

  private addRoutes({ issuer, audience }: TokenIssuer): void {
    const authorizer = new HttpJwtAuthorizer('Tokens', issuer, { jwtAudience: [...audience] });
    for (const route of agentRoutes) {
      this.front.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: this.front.integration,
        authorizer,
      });
    }
  }
}

/** What a browser's front end needs: to send its token and the version it read, and to see the version it got. */
const corsFor = (origins: readonly string[]): CorsPreflightOptions => ({
  allowOrigins: [...origins],
  allowMethods: [...new Set(agentRoutes.map(({ method }) => CorsHttpMethod[method]))],
  allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'],
  exposeHeaders: ['etag', 'location', 'next-cursor', 'retry-after'],
  maxAge: Duration.hours(1),
});
