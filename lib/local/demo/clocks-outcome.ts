import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { historiesIn, type TableContent } from '#local/care/found.ts';
import { balanceClocks, type ClocksBalance, type ToldFact } from '#local/demo/clocks-ledger.ts';
import type { Reckoning } from '#local/demo/reckoning.ts';
import type { LocalStack } from '#local/local-stack.ts';

/** Reads what the ledger of the clocks is made of: histories from the table, facts from the bus. */

export type Clocked = Pick<Reckoning, 'calculator' | 'untilMs'>;

/** The facts of clocks on the bus, each once, up to an instant. */
function toldBy(stack: LocalStack, untilMs: number): ToldFact[] {
  const facts = stack.archive().flatMap(({ event }) => {
    const type = event['detail-type'];
    if (!['sla.warning', 'sla.breached', 'sla.recovered'].includes(type)) return [];
    return [{ ...(event.detail as Omit<ToldFact, 'type'> & { id: string }), type }];
  });
  const once = new Map(facts.map((fact) => [fact.id, fact]));
  return [...once.values()].filter(({ time }) => Date.parse(time) <= untilMs);
}

/** The ledger of the clocks, by the policy and the hours in force. */
export async function clocksOfDay(stack: LocalStack, table: TableContent, clocked: Clocked): Promise<ClocksBalance> {
  const client = new DynamoDBClient({
    endpoint: stack.endpoints.dynamodbBehind,
    region: stack.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const book = await repositories(stack.outputs['TableName'] ?? '', client).slaBook();
  client.destroy();
  return balanceClocks(historiesIn(table), toldBy(stack, clocked.untilMs), { ...clocked, book });
}
