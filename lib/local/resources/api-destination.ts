import * as z from 'zod';
import { type ConnectionAuth, callDestination } from '../bus/api-destination.ts';
import { byPrefix } from '../options.ts';
import type { Maker } from '../template/deployment.ts';
import { arn, physicalName } from '../template/names.ts';
import { registered, type World } from '../world.ts';

const parameter = z.looseObject({ Key: z.string(), Value: z.string() });

const connectionSchema = z.looseObject({
  AuthParameters: z
    .looseObject({
      ApiKeyAuthParameters: z.looseObject({ ApiKeyName: z.string(), ApiKeyValue: z.string() }).optional(),
      BasicAuthParameters: z.looseObject({ Username: z.string(), Password: z.string() }).optional(),
      OAuthParameters: z.undefined('connections with OAuth are not played here').optional(),
      InvocationHttpParameters: z.looseObject({ HeaderParameters: z.array(parameter).default([]) }).optional(),
    })
    .optional(),
});

type AuthParameters = z.infer<typeof connectionSchema>['AuthParameters'];

/** Makes AWS::Events::Connection: what a call to an API destination carries to be let in. */
export function connectionMaker({ connections }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const name = physicalName(stack, logicalId);
    const made = arn('events', `connection/${name}`);
    connections.set(made, { headers: headersOf(connectionSchema.parse(properties).AuthParameters) });
    return {
      ref: name,
      attributes: { Arn: made, SecretArn: arn('secretsmanager', `secret:events!connection/${name}`) },
    };
  };
}

function headersOf({
  ApiKeyAuthParameters: key,
  BasicAuthParameters: basic,
  InvocationHttpParameters: more,
}: NonNullable<AuthParameters> = {}): ConnectionAuth['headers'] {
  const login = basic && Buffer.from(`${basic.Username}:${basic.Password}`).toString('base64');
  return {
    ...(key && { [key.ApiKeyName]: key.ApiKeyValue }),
    ...(login && { authorization: `Basic ${login}` }),
    ...Object.fromEntries((more?.HeaderParameters ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

const destinationSchema = z.looseObject({
  ConnectionArn: z.string(),
  HttpMethod: z.string(),
  InvocationEndpoint: z.string(),
});

/** Makes AWS::Events::ApiDestination: real calls, to the address of the template or the one given instead. */
export function apiDestinationMaker({ connections, destinations, options }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const { ConnectionArn, HttpMethod, InvocationEndpoint } = destinationSchema.parse(properties);
    const name = physicalName(stack, logicalId);
    const made = arn('events', `api-destination/${name}`);
    const endpoint = byPrefix(options.apiDestinations, [logicalId, InvocationEndpoint]) ?? InvocationEndpoint;
    const auth = registered(connections, ConnectionArn);
    destinations.set(made, (body) => callDestination({ endpoint, method: HttpMethod, auth }, body));
    return { ref: name, attributes: { Arn: made, ArnForPolicy: made } };
  };
}
