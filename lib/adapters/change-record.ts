import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { tableItems } from '#contracts/table.ts';
import type { Images } from '#domain/change.ts';
import { type Ticket, ticket as ticketSchema } from '#domain/ticket.ts';

const NOTHING: Images = { kind: 'nothing' };

type Image = Record<string, unknown> | undefined;
type Item = Record<string, unknown>;

const itemIn = (image: Image): Item | undefined => image && unmarshall(image as Record<string, AttributeValue>);

function ticketIn(item: Item | undefined): Ticket | undefined {
  return item?.['kind'] === 'ticket' ? ticketSchema.parse(item['ticket']) : undefined;
}

/** A version of a document is put once and never changed; its partition key ends with its family. */
function configuredIn(item: Item | undefined): Images | undefined {
  if (item?.['kind'] !== 'document') return undefined;
  const { version } = tableItems.document.schema.parse(item);
  return { kind: 'configured', family: String(item['pk']).replace('document#', ''), version };
}

function channelIn(item: Item | undefined): Images | undefined {
  if (item?.['kind'] !== 'channel') return undefined;
  const { revision, ...health } = tableItems.channel.schema.parse(item);
  return { kind: 'channel', health, revision };
}

/**
 * DynamoDB deletes expired items in its own name: `userIdentity` is the service's principal. DynamoDB Local sends such a
 * record without one, under an event name that no SDK knows. Both differ from a person's REMOVE.
 */
function isExpiry({ eventName, userIdentity }: DynamoDBRecord): boolean {
  return eventName !== 'REMOVE' || userIdentity?.principalId === 'dynamodb.amazonaws.com';
}

/** Reads a stream record. @throws {z.core.$ZodError} when an image is not of the contract's shape. */
export function changeIn(record: DynamoDBRecord): Images {
  const { NewImage, OldImage, ApproximateCreationDateTime = 0 } = record.dynamodb ?? {};
  const written = itemIn(NewImage);
  const configured = configuredIn(written) ?? channelIn(written);
  if (configured) return configured;
  const after = ticketIn(written);
  const before = ticketIn(itemIn(OldImage));
  if (after) return { kind: 'written', before, after };
  if (!before || isExpiry(record)) return NOTHING;
  return { kind: 'deleted', before, at: new Date(ApproximateCreationDateTime * 1000).toISOString() };
}
