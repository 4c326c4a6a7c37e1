import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

/** Clients for commands that a person starts: functions get theirs from the environment. */

/** A client for the engine at an address of this machine, where any credentials do. */
export function localTableClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

/** A client for AWS; credentials are found as the AWS CLI finds them. @param region the environment's when absent */
export function deployedTableClient(region: string | undefined): DynamoDBClient {
  return new DynamoDBClient(region === undefined ? {} : { region });
}

/** The names of all tables that a client sees. */
export async function tableNames(client: DynamoDBClient): Promise<string[]> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return TableNames;
}
