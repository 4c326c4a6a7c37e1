import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { changeIn } from '#adapters/change-record.ts';
import type { Ticket } from '#domain/ticket.ts';
import { NOON } from '#tests/support/messages.ts';
import { openedTicket } from '#tests/support/tickets.ts';

const ticket = openedTicket();
const CREATED = Date.parse(ticket.updatedAt) / 1000;

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

const imageOf = (item: Record<string, unknown>): Image => marshall(item, { removeUndefinedValues: true }) as Image;

const ticketImage = (given: Partial<Ticket> = {}): Image =>
  imageOf({ pk: `ticket#${ticket.id}`, sk: 'ticket', kind: 'ticket', ticket: { ...ticket, ...given } });

/** A deletion; `by` spells who deleted. */
const removal = (by: object): DynamoDBRecord => ({
  eventName: 'REMOVE',
  dynamodb: { OldImage: ticketImage(), ApproximateCreationDateTime: CREATED },
  ...by,
});

describe('a stream record', () => {
  it('of a new ticket has no image before', () => {
    expect(changeIn({ eventName: 'INSERT', dynamodb: { NewImage: ticketImage() } })).toEqual({
      kind: 'written',
      before: undefined,
      after: ticket,
    });
  });

  it('of a changed ticket has both images', () => {
    const record: DynamoDBRecord = {
      eventName: 'MODIFY',
      dynamodb: { OldImage: ticketImage(), NewImage: ticketImage({ assignee: 'agent-1' }) },
    };
    expect(changeIn(record)).toEqual({
      kind: 'written',
      before: ticket,
      after: { ...ticket, assignee: 'agent-1' },
    });
  });

  it("of a person's deletion tells the ticket that was deleted, and when", () => {
    const told = { kind: 'deleted', before: ticket, at: ticket.updatedAt };
    expect(changeIn(removal({}))).toEqual(told);
    expect(changeIn(removal({ userIdentity: { type: 'AWSAccount', principalId: 'AIDA1' } }))).toEqual(told);
  });

  it.each([
    ["in AWS's spelling", { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }],
    ["in DynamoDB Local's spelling", { eventName: 'UNKNOWN_TO_SDK_VERSION' }],
  ])('of an expiry, %s, tells nothing', (_, by) => {
    expect(changeIn(removal(by))).toEqual({ kind: 'nothing' });
  });

  it('of a version of what people configure tells the version, and of which family it is', () => {
    const version = {
      name: 'business',
      number: 2,
      document: { zone: 'UTC' },
      by: { kind: 'agent', id: 'admin-1' },
      at: NOON,
    };
    const item = { pk: 'document#calendar', sk: 'version#business#0000000002', kind: 'document', version };
    const record: DynamoDBRecord = { eventName: 'INSERT', dynamodb: { NewImage: imageOf(item) } };
    expect(changeIn(record)).toEqual({ kind: 'configured', family: 'calendar', version });
  });

  it('of anything but a ticket tells nothing', () => {
    const message = imageOf({ pk: 'message#1', sk: 'message', kind: 'message' });
    expect(changeIn({ eventName: 'INSERT', dynamodb: { NewImage: message } })).toEqual({ kind: 'nothing' });
    expect(changeIn({ eventName: 'INSERT' })).toEqual({ kind: 'nothing' });
  });

  it('whose ticket is not of the contract is refused, not guessed at', () => {
    const broken = imageOf({ kind: 'ticket', ticket: { id: 7 } });
    expect(() => changeIn({ eventName: 'INSERT', dynamodb: { NewImage: broken } })).toThrow();
  });
});
