/** Every resource type that the local run plays. */
import type { Maker } from '../template/deployment.ts';
import type { World } from '../world.ts';
import { apiDestinationMaker, connectionMaker } from './api-destination.ts';
import { bucketMaker } from './bucket.ts';
import { archiveMaker, eventBusMaker } from './event-bus.ts';
import { functionMaker } from './function.ts';
import { apiMaker, authorizerMaker, integrationMaker, routeMaker, stageMaker } from './http-api.ts';
import { invokeConfigMaker } from './invoke-config.ts';
import { mappingMaker } from './mapping.ts';
import { queueMaker } from './queue.ts';
import { ruleMaker } from './rule.ts';
import { secretMaker } from './secret.ts';
import { tableMaker } from './table.ts';
import { subscriptionMaker, topicMaker } from './topic.ts';
import { userPoolClientMaker, userPoolGroupMaker, userPoolMaker } from './user-pool.ts';

/** A maker for each type. */
export function makersOf(world: World): Readonly<Record<string, Maker>> {
  return {
    'AWS::ApiGatewayV2::Api': apiMaker(world),
    'AWS::ApiGatewayV2::Authorizer': authorizerMaker(world),
    'AWS::ApiGatewayV2::Integration': integrationMaker(world),
    'AWS::ApiGatewayV2::Route': routeMaker(world),
    'AWS::ApiGatewayV2::Stage': stageMaker(world),
    'AWS::Cognito::UserPool': userPoolMaker(world),
    'AWS::Cognito::UserPoolClient': userPoolClientMaker(world),
    'AWS::Cognito::UserPoolGroup': userPoolGroupMaker(world),
    'AWS::DynamoDB::GlobalTable': tableMaker(world),
    'AWS::DynamoDB::Table': tableMaker(world),
    'AWS::Events::ApiDestination': apiDestinationMaker(world),
    'AWS::Events::Archive': archiveMaker(),
    'AWS::Events::Connection': connectionMaker(world),
    'AWS::Events::EventBus': eventBusMaker(world),
    'AWS::Events::Rule': ruleMaker(world),
    'AWS::Lambda::EventInvokeConfig': invokeConfigMaker(world),
    'AWS::Lambda::EventSourceMapping': mappingMaker(world),
    'AWS::Lambda::Function': functionMaker(world),
    'AWS::S3::Bucket': bucketMaker(world),
    'AWS::SNS::Subscription': subscriptionMaker(world),
    'AWS::SNS::Topic': topicMaker(world),
    'AWS::SQS::Queue': queueMaker(world),
    'AWS::SecretsManager::Secret': secretMaker(world),
  };
}
