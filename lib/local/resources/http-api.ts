import * as z from 'zod';
import { HttpApi } from '../http/http-api.ts';
import { jwtAuthorizer } from '../http/jwt-authorizer.ts';
import { throttle } from '../http/throttle.ts';
import type { Maker } from '../template/deployment.ts';
import { REGION, shortHash } from '../template/names.ts';
import { functionAt, registered, type World } from '../world.ts';

const textList = z.array(z.string()).optional();

const apiSchema = z.looseObject({
  ProtocolType: z.literal('HTTP', 'only HTTP APIs are played here'),
  CorsConfiguration: z
    .looseObject({
      AllowOrigins: textList,
      AllowHeaders: textList,
      AllowMethods: textList,
      ExposeHeaders: textList,
      AllowCredentials: z.boolean().optional(),
      MaxAge: z.coerce.number().optional(),
    })
    .optional(),
});

/** Makes AWS::ApiGatewayV2::Api and starts to listen; the first one at the port that was asked for. */
export function apiMaker({ apis, clock, options, rewrites }: World): Maker {
  return async ({ stack, logicalId, properties }) => {
    const { CorsConfiguration } = apiSchema.parse(properties);
    const id = shortHash(`${stack}/${logicalId}`, 10);
    const api = new HttpApi(id, clock, CorsConfiguration);
    await api.listen(options.port ? options.port + apis.size : 0);
    apis.set(id, { api, logicalId });
    rewrites.set(`https://${id}.execute-api.${REGION}.amazonaws.com`, api.url);
    return { ref: id, attributes: { ApiEndpoint: api.url, ApiId: id } };
  };
}

const stageSchema = z.looseObject({
  ApiId: z.string(),
  StageName: z.string(),
  DefaultRouteSettings: z
    .looseObject({
      ThrottlingRateLimit: z.coerce.number().optional(),
      ThrottlingBurstLimit: z.coerce.number().optional(),
    })
    .optional(),
});

/** Makes AWS::ApiGatewayV2::Stage: the API answers under it, within its throttle. */
export function stageMaker({ apis, options }: World): Maker {
  return ({ properties }) => {
    const { ApiId, StageName, DefaultRouteSettings: settings } = stageSchema.parse(properties);
    const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings ?? {};
    const limited = options.throttling !== false && rate !== undefined && burst !== undefined;
    registered(apis, ApiId).api.setStage({
      name: StageName,
      mayPass: limited ? throttle({ rate, burst }) : () => true,
    });
    return { ref: StageName };
  };
}

const integrationSchema = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY', 'only functions are called by APIs here'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'only payload format 2.0 is played here'),
  TimeoutInMillis: z.coerce.number().default(30_000),
});

/** Makes AWS::ApiGatewayV2::Integration with a function. */
export function integrationMaker(world: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const { IntegrationUri, TimeoutInMillis } = integrationSchema.parse(properties);
    const id = shortHash(`${stack}/${logicalId}`, 7);
    world.integrations.set(id, { target: functionAt(world, IntegrationUri), timeoutMs: TimeoutInMillis });
    return { ref: id, attributes: { IntegrationId: id } };
  };
}

const authorizerSchema = z.looseObject({
  AuthorizerType: z.literal('JWT', 'only JWT authorizers are played here'),
  JwtConfiguration: z.looseObject({ Issuer: z.string(), Audience: z.array(z.string()).default([]) }),
});

/** Makes AWS::ApiGatewayV2::Authorizer: whoever the issuer is, here it is the one of this machine. */
export function authorizerMaker({ authorizers, issuer, clients, clock }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const { Audience } = authorizerSchema.parse(properties).JwtConfiguration;
    const id = shortHash(`${stack}/${logicalId}`, 6);
    for (const client of Audience) if (!clients.includes(client)) clients.push(client);
    authorizers.set(id, jwtAuthorizer({ issuer: issuer.url, audience: Audience, keys: issuer.keys, clock }));
    return { ref: id, attributes: { AuthorizerId: id } };
  };
}

const routeSchema = z.looseObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});

/** Makes AWS::ApiGatewayV2::Route. */
export function routeMaker({ apis, integrations, authorizers }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const {
      ApiId,
      RouteKey,
      Target,
      AuthorizationType,
      AuthorizerId = '',
      AuthorizationScopes,
    } = routeSchema.parse(properties);
    const integration = registered(integrations, Target.replace(/^integrations\//, ''));
    const authorizer = AuthorizationType === 'JWT' ? registered(authorizers, AuthorizerId) : undefined;
    registered(apis, ApiId).api.addRoute({ key: RouteKey, ...integration, authorizer, scopes: AuthorizationScopes });
    return { ref: shortHash(`${stack}/${logicalId}`, 7) };
  };
}
