import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { agentRoutes } from '#contracts/agent-api.ts';
import { METRICS } from '#contracts/metrics.ts';
import { INDEXES, TABLE_KEYS } from '#contracts/table-keys.ts';
import { stages } from '../../bin/app.ts';
import { type Deployment, deploymentOf, ofType, referred } from './deployment.ts';
import { everyOption } from './every-option.ts';

const OUTPUTS = [
  'TableName',
  'BucketName',
  'InboundQueueUrl',
  'InboundDlqUrl',
  'PollQueueUrl',
  'PollDlqUrl',
  'MediaDlqUrl',
  'MediaQueueUrl',
  'OutboundQueueUrl',
  'OutboundDlqUrl',
  'MetricsQueueUrl',
  'MetricsDlqUrl',
  'ChannelsQueueUrl',
  'ChannelsDlqUrl',
  'RederivationQueueUrl',
  'RederivationDlqUrl',
  'BusName',
  'WebhookUrl',
  'AgentApiUrl',
  'AlertTopicArn',
  'AlarmTopicArn',
  'WebhookSecretArn',
  'ReplySecretArn',
  'CursorSecretArn',
];

let production: Deployment;
let staging: Deployment;
let optional: Deployment;
beforeAll(() => {
  production = deploymentOf('production');
  staging = deploymentOf('staging');
  optional = deploymentOf(everyOption);
});

const routesOf = (deployment: Deployment) =>
  ofType(deployment, 'AWS::ApiGatewayV2::Route').map(({ properties }) => ({
    key: properties.RouteKey as string,
    authorized: properties.AuthorizationType === 'JWT',
  }));

const ruleFor = (deployment: Deployment, type: string) =>
  ofType(deployment, 'AWS::Events::Rule').find(({ properties }) =>
    isDeepStrictEqual(properties.EventPattern?.['detail-type'], [type]),
  );

describe('outputs', () => {
  it('name everything that operations need, and the pool when it is ours', () => {
    expect(Object.keys(production.outputs).sort()).toEqual([...OUTPUTS, 'UserPoolClientId', 'UserPoolId'].sort());
    const acknowledging = ['AcknowledgementQueueUrl', 'AcknowledgementDlqUrl'];
    expect(Object.keys(optional.outputs).sort()).toEqual([...OUTPUTS, ...acknowledging].sort());
  });
});

describe('the table', () => {
  it('has the keys and indexes of its contract', () => {
    const [table] = ofType(production, 'AWS::DynamoDB::GlobalTable');
    expect(table?.properties.KeySchema.map((key: { AttributeName: string }) => key.AttributeName)).toEqual([
      TABLE_KEYS.partition,
      TABLE_KEYS.sort,
    ]);
    const indexes = table?.properties.GlobalSecondaryIndexes.map((index: { IndexName: string }) => index.IndexName);
    expect(indexes.sort()).toEqual(Object.keys(INDEXES).sort());
  });

  it('is warm and protected in production, index by index', () => {
    const [table] = ofType(production, 'AWS::DynamoDB::GlobalTable');
    const warm = { WriteUnitsPerSecond: 30_000, ReadUnitsPerSecond: 12_000 };
    expect(table?.properties.WarmThroughput).toEqual(warm);
    for (const index of table?.properties.GlobalSecondaryIndexes ?? []) expect(index.WarmThroughput).toEqual(warm);
    expect(table?.properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
  });

  it('is neither in staging', () => {
    const [table] = ofType(staging, 'AWS::DynamoDB::GlobalTable');
    expect(table?.properties.WarmThroughput).toBeUndefined();
    expect(table?.properties.Replicas[0].DeletionProtectionEnabled).toBe(false);
  });
});

describe('the APIs', () => {
  it('take webhooks without a token and everything else only with one', () => {
    const routes = routesOf(production);
    const open = routes.filter(({ authorized }) => !authorized).map(({ key }) => key);
    expect(open.sort()).toEqual([
      'GET /webhooks/{platform}',
      'GET /webhooks/{platform}/{account}',
      'POST /webhooks/{platform}',
      'POST /webhooks/{platform}/{account}',
    ]);
  });

  it('have one route for each operation of the contract', () => {
    const behindToken = routesOf(production)
      .filter(({ authorized }) => authorized)
      .map(({ key }) => key);
    expect(behindToken.sort()).toEqual(agentRoutes.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it("check tokens against our pool's client, or against the issuer given", () => {
    const [own] = ofType(production, 'AWS::ApiGatewayV2::Authorizer');
    expect(referred(production, own?.properties.JwtConfiguration.Audience[0])).toBe(
      ofType(production, 'AWS::Cognito::UserPoolClient')[0]?.id,
    );
    const [given] = ofType(optional, 'AWS::ApiGatewayV2::Authorizer');
    expect(given?.properties.JwtConfiguration).toEqual({ Issuer: 'https://issuer.example', Audience: ['desk'] });
    expect(ofType(optional, 'AWS::Cognito::UserPool')).toEqual([]);
  });

  it('are blind where the stage says so, and not otherwise', () => {
    const blindness = (deployment: Deployment) =>
      ofType(deployment, 'AWS::Lambda::Function').flatMap(
        ({ properties }) => properties.Environment?.Variables.BLIND_UNTIL_CLAIMED ?? [],
      );
    expect([blindness(production), blindness(optional)]).toEqual([['false'], ['true']]);
  });

  it('log no addresses, paths, queries or claims', () => {
    for (const { properties } of ofType(production, 'AWS::ApiGatewayV2::Stage')) {
      expect(properties.AccessLogSettings.Format).not.toMatch(/sourceIp|userAgent|\.path|authorizer|query/);
    }
  });

  it('let browsers in only from the origins given', () => {
    const origins = (deployment: Deployment) =>
      ofType(deployment, 'AWS::ApiGatewayV2::Api').flatMap(
        ({ properties }) => properties.CorsConfiguration?.AllowOrigins ?? [],
      );
    expect(origins(production)).toEqual([]);
    expect(origins(optional)).toEqual(['https://desk.example']);
  });
});

describe('the secrets', () => {
  it('verify nothing and open nothing until a person fills them in', () => {
    const contents = ofType(production, 'AWS::SecretsManager::Secret').map(({ properties }) => properties.SecretString);
    expect(contents).toEqual([
      '{"x":{"secrets":[]},"messenger":{"secrets":[]},"standard":{"secrets":[]}}',
      '{}',
      undefined,
    ]);
  });
});

describe('the change feed', () => {
  it('wakes for tickets and for what people configure: nothing else publishes', () => {
    const mapping = ofType(production, 'AWS::Lambda::EventSourceMapping').find(
      ({ properties }) => properties.StartingPosition,
    );
    const kind = { S: ['ticket', 'document'] };
    expect(
      mapping?.properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
    ).toEqual([{ dynamodb: { NewImage: { kind } } }, { eventName: ['REMOVE'], dynamodb: { OldImage: { kind } } }]);
  });
});

describe('the rules', () => {
  it('alert on the broken promise of a P1 ticket, and on nothing less', () => {
    expect(ruleFor(production, 'sla.breached')?.properties.EventPattern).toEqual({
      source: ['earshot'],
      'detail-type': ['sla.breached'],
      detail: { data: { priority: ['P1'] } },
    });
  });

  it('call the HTTPS endpoint beside the topic when there is one', () => {
    expect(ruleFor(production, 'sla.breached')?.properties.Targets).toHaveLength(1);
    expect(ruleFor(optional, 'sla.breached')?.properties.Targets).toHaveLength(2);
    expect(ofType(optional, 'AWS::Events::ApiDestination')[0]?.properties.InvocationEndpoint).toBe(
      'https://alerts.example/earshot',
    );
  });

  it('keep undelivered replies where parked ones are', () => {
    const [target] = ruleFor(production, 'reply.queued')?.properties.Targets ?? [];
    expect(referred(production, target.DeadLetterConfig.Arn)).toBe(
      referred(production, production.outputs['OutboundDlqUrl']),
    );
  });

  it('sweep the clocks every minute', () => {
    const rules = ofType(production, 'AWS::Events::Rule').map(({ properties }) => properties.ScheduleExpression);
    expect(rules).toContain('rate(1 minute)');
  });
});

describe('the stages', () => {
  it('are what bin/app.ts says', () => {
    expect(Object.keys(stages)).toEqual(['staging', 'production']);
  });

  it('count apart, and show on the dashboard what they count', () => {
    const namespaces = (deployment: Deployment) =>
      ofType(deployment, 'AWS::Lambda::Function').flatMap(
        ({ properties }) => properties.Environment?.Variables.POWERTOOLS_METRICS_NAMESPACE ?? [],
      );
    expect(new Set(namespaces(production))).toEqual(new Set(['Earshot/production']));
    expect(new Set(namespaces(staging))).toEqual(new Set(['Earshot/staging']));
    const shown = JSON.stringify(ofType(production, 'AWS::CloudWatch::Dashboard'));
    for (const name of Object.values(METRICS).flat()) expect(shown).toContain(`Earshot/production\\",\\"${name}`);
  });

  it('mail alarms only to the address given', () => {
    const mails = (deployment: Deployment) =>
      ofType(deployment, 'AWS::SNS::Subscription').map(({ properties }) => properties.Endpoint);
    expect(mails(production)).toEqual([]);
    expect(mails(optional)).toEqual(['on-call@example.com']);
  });
});

describe('the clocks of a stage', () => {
  const variablesOf = (deployment: Deployment, name: string) =>
    ofType(deployment, 'AWS::Lambda::Function')
      .map(({ properties }) => properties.Environment.Variables)
      .find(({ POWERTOOLS_SERVICE_NAME }) => POWERTOOLS_SERVICE_NAME === name);

  it('are looked at once a minute, and six times where it asks for ten seconds', () => {
    const looks = [production, optional].map((each) => variablesOf(each, 'watch-sla').LOOKS_A_MINUTE);
    expect(looks).toEqual(['1', '6']);
  });

  it('are told of with a link where it names its front end, one that differs from ticket to ticket', () => {
    const urls = [production, optional].map((each) => variablesOf(each, 'publish-changes').TICKET_URL);
    expect(urls).toEqual(['', everyOption.ticketUrl]);
    const stage = { ...stages.production, name: 'one-link', ticketUrl: 'https://desk.example' };
    expect(() => deploymentOf(stage)).toThrow('{ticketId}');
  });
});
