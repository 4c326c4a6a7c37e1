import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { TicketImages } from '#domain/change.ts';
import { type Ticket, ticket as ticketSchema } from '#domain/ticket.ts';

const NOTHING: TicketImages = { kind: 'nothing' };

type Image = Record<string, unknown> | undefined;

function ticketIn(image: Image): Ticket | undefined {
  if (!image) return undefined;
  const item = unmarshall(image as Record<string, AttributeValue>);
  return item['kind'] === 'ticket' ? ticketSchema.parse(item['ticket']) : undefined;
}

/**
 * DynamoDB deletes expired items in its own name: `userIdentity` is the service's principal. DynamoDB Local sends such a
 * record without one, under an event name that no SDK knows. Both differ from a person's REMOVE.
 */
function isExpiry({ eventName, userIdentity }: DynamoDBRecord): boolean {
  return eventName !== 'REMOVE' || userIdentity?.principalId === 'dynamodb.amazonaws.com';
}

/** Reads a stream record. @throws {z.core.$ZodError} when a ticket's image is not of the contract's shape. */
export function ticketChange(record: DynamoDBRecord): TicketImages {
  const { NewImage, OldImage, ApproximateCreationDateTime = 0 } = record.dynamodb ?? {};
  const after = ticketIn(NewImage);
  const before = ticketIn(OldImage);
  if (after) return { kind: 'written', before, after };
  if (!before || isExpiry(record)) return NOTHING;
  return { kind: 'deleted', before, at: new Date(ApproximateCreationDateTime * 1000).toISOString() };
}
