import * as z from 'zod';
import type { Maker } from '../template/deployment.ts';
import { arn, REGION, shortHash } from '../template/names.ts';
import type { World } from '../world.ts';

/** Makes AWS::Cognito::UserPool: its issuer is the one of this machine. */
export function userPoolMaker({ issuer, rewrites }: World): Maker {
  return ({ stack, logicalId }) => {
    const id = `${REGION}_${shortHash(`${stack}/${logicalId}`, 9)}`;
    const host = `cognito-idp.${REGION}.amazonaws.com/${id}`;
    rewrites.set(`https://${host}`, issuer.url);
    return {
      ref: id,
      attributes: {
        Arn: arn('cognito-idp', `userpool/${id}`),
        UserPoolId: id,
        ProviderName: host,
        ProviderURL: issuer.url,
      },
    };
  };
}

/** Makes AWS::Cognito::UserPoolClient: tokens are made for it. */
export function userPoolClientMaker({ clients }: World): Maker {
  return ({ stack, logicalId }) => {
    const id = shortHash(`${stack}/${logicalId}`, 26);
    clients.push(id);
    return { ref: id, attributes: { ClientId: id, Name: logicalId } };
  };
}

const groupSchema = z.looseObject({ GroupName: z.string().optional() });

/** Makes AWS::Cognito::UserPoolGroup: a role that tokens can be made for. */
export function userPoolGroupMaker({ roles }: World): Maker {
  return ({ logicalId, properties }) => {
    const ref = groupSchema.parse(properties).GroupName ?? logicalId;
    roles.push(ref);
    return { ref };
  };
}
