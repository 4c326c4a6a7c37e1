import { type Row, result } from './row.ts';

/** Write units a message, as the engine counts them (ReturnConsumedCapacity), indexes included. */

export interface WriteUnits {
  /** Of a ticket's first message: message, pointer, ticket, entry, customer, indexes. */
  readonly firstMessage: number;
  /** A message, when twenty of one ticket come in a batch. */
  readonly inBatchOfTwenty: number;
}

/** No message is kept for less than its own put. */
const FLOOR = 1;
const MOST_FIRST = 8;
const MOST_BATCHED = 2.5;

/** The row, by whatever counts the units: a local stack, or a deployed one. */
export function writeUnits(count: (progress: (line: string) => void) => Promise<WriteUnits>): Row {
  return {
    name: 'write-units',
    about: 'DynamoDB write units a message, indexes included',
    measure: async (progress) => {
      const { firstMessage, inBatchOfTwenty } = await count(progress);
      const common = { unit: 'WRU', against: `the put of the message alone, ${FLOOR} WRU`, bounds: 'value' as const };
      return [
        { name: "write-units a ticket's first message", value: firstMessage, budget: MOST_FIRST },
        { name: 'write-units a message, 20 of one ticket a batch', value: inBatchOfTwenty, budget: MOST_BATCHED },
      ].map((figure) => result({ ...common, ...figure, ratio: figure.value / FLOOR }));
    },
  };
}
