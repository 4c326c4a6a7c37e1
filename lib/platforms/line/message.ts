import { PermanentError } from '#domain/errors.ts';
import type { Attachment, Message } from '#domain/message.ts';
import { isoFromEpoch } from '#platforms/time.ts';
import type { LineEvent, LineMessage } from './schema.ts';

/** Where and when: what is known around an event. */
export interface Room {
  readonly account: string;
  readonly eventId: string;
  readonly receivedAt: string;
}

/** LINE tells when, in epoch milliseconds: the original time, also of what is delivered again. */
export function timeOf({ timestamp }: LineEvent, { receivedAt }: Room): string {
  return isoFromEpoch(timestamp) ?? receivedAt;
}

/** The talk an event belongs to. Groups and rooms are read by all who are in them. */
export function talkOf({ source, mode }: LineEvent) {
  const crowd = source?.groupId ?? source?.roomId;
  const person = source?.userId ?? crowd;
  if (!person) throw new PermanentError('message_without_customer');
  return {
    channel: crowd ? 'line.group' : 'line.dm',
    visibility: crowd ? 'public' : 'private',
    threadKeys: [crowd ? `group:${crowd}` : 'dm'],
    // Older versions of LINE do not tell who speaks in a group.
    customerId: person,
    answerWith: { to: crowd ?? person, ...(mode === 'standby' && { mode }) },
  } as const;
}

/**
 * A message of any kind.
 * @throws {PermanentError} `message_without_id`, `message_without_customer`
 */
export function messageFrom(event: LineEvent, message: LineMessage, room: Room): Message {
  if (!message.id) throw new PermanentError('message_without_id');
  const { answerWith, ...talk } = talkOf(event);
  const quote = talk.visibility === 'public' ? message.quoteToken : undefined;
  return {
    ...frame(room, talk),
    id: message.id,
    text: wordsOf(message),
    attachments: attachmentsOf(message),
    inReplyTo: message.quotedMessageId,
    answerWith: { ...answerWith, ...(quote !== undefined && { quoteToken: quote }) },
    sentAt: timeOf(event, room),
  };
}

/**
 * A pressed button, which speaks for the customer. LINE tells what the button sends, and the date that was picked, but not
 * its label.
 * @throws {PermanentError} `message_without_customer`
 */
export function pressedButton(event: LineEvent, room: Room): Message {
  const { answerWith, ...talk } = talkOf(event);
  const { data, params = {} } = event.postback ?? {};
  const picked = [params['datetime'], params['date'], params['time']].filter((value) => typeof value === 'string');
  return {
    ...frame(room, talk),
    id: room.eventId,
    text: [data, ...picked].filter(Boolean).join(' ') || undefined,
    attachments: [],
    answerWith,
    sentAt: timeOf(event, room),
  };
}

type Talk = Omit<ReturnType<typeof talkOf>, 'answerWith'>;

function frame({ account, receivedAt }: Room, talk: Talk) {
  const author = { id: talk.customerId };
  return { account, platform: 'line', ...talk, direction: 'in', author, receivedAt } as const;
}

/** The words; of a place its name. A sticker has some when its buyer wrote them on it. */
function wordsOf({ text, title, address }: LineMessage): string | undefined {
  return text || [title, address].filter(Boolean).join('\n') || undefined;
}

/** Files that LINE keeps are asked for by the message's id; those of other makers have an address. */
function attachmentsOf({
  type = 'unknown',
  id,
  contentProvider,
  latitude,
  longitude,
}: LineMessage): readonly Attachment[] {
  switch (type) {
    case 'text':
      return [];
    case 'image':
    case 'video':
    case 'audio':
    case 'file': {
      const url = contentProvider?.originalContentUrl;
      return [url ? { type, url } : { type, id }];
    }
    case 'location':
      return [
        { type, url: latitude === undefined || longitude === undefined ? undefined : `geo:${latitude},${longitude}` },
      ];
    default:
      return [{ type }];
  }
}
