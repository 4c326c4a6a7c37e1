/** From what was written on the command line to the table that is meant. */
import { regionOf } from '#adapters/redrive-queues.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import type { Repositories } from '#adapters/table/repositories.ts';
import { deployedTableClient, localTableClient, tableNames } from '#adapters/table-client.ts';
import { UsageError } from '#local/command-line.ts';
import { outputsIn, outputsText } from '#local/outputs.ts';
import type { TableSource } from './recompute-command.ts';

export interface OpenTable {
  readonly table: Repositories;
  readonly close: () => void;
}

async function openHere({ url, table }: TableSource & { kind: 'endpoint' }): Promise<OpenTable> {
  const client = localTableClient(url);
  const names = table === undefined ? await tableNames(client) : [table];
  const [name, ...others] = names;
  if (name === undefined) throw new UsageError(`${url} has no table.`);
  if (others.length > 0) throw new UsageError(`${url} has several tables: choose by --table ${names.join(' or ')}.`);
  return { table: repositories(name, client), close: () => client.destroy() };
}

function openDeployed({ file, stage }: TableSource & { kind: 'outputs' }): OpenTable {
  const outputs = outputsIn(outputsText(file, 'name the table: --endpoint URL for a stack that runs here'), {
    file,
    stage,
  });
  const { TableName: name, InboundQueueUrl: queue } = outputs;
  if (typeof name !== 'string')
    throw new UsageError(`${file} lacks TableName: deploy both stacks of the stage with it.`);
  const client = deployedTableClient(typeof queue === 'string' ? regionOf(queue) : undefined);
  return { table: repositories(name, client), close: () => client.destroy() };
}

/** Opens the table. @throws {UsageError} when it can't be told which. */
export async function openTable(source: TableSource): Promise<OpenTable> {
  return source.kind === 'endpoint' ? openHere(source) : openDeployed(source);
}
