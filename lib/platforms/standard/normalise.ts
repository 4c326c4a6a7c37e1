import { PermanentError } from '#domain/errors.ts';
import type { Amendment, Message } from '#domain/message.ts';
import { repliedBy } from '#domain/reply.ts';
import { accountId } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { asId, asObject } from '#platforms/fields.ts';
import { isoFromText } from '#platforms/time.ts';
import { type StandardEvent, standardEvent } from './schema.ts';

const KNOWN = new Set(['message.created', 'message.updated', 'message.deleted']);

type Created = Extract<StandardEvent, { type: 'message.created' }>;
type Changed = Exclude<StandardEvent, Created>;

/**
 * Reads one event of the generic inlet.
 * @throws {PermanentError} `schema_mismatch` when an event of a known type does not have its shape.
 */
export function normaliseStandard(event: PlatformEvent, receivedAt: string): Normalised {
  const type = asId(asObject(event.payload)?.['type']) ?? 'untyped';
  if (!KNOWN.has(type)) return { kind: 'unknown', type };
  const parsed = standardEvent.safeParse(withoutNulls(event.payload));
  // The issues would quote the sender's words: only the place of the first one is told.
  if (!parsed.success)
    throw new PermanentError('schema_mismatch', `${type}: ${parsed.error.issues[0]?.path.join('.')}`);
  return parsed.data.type === 'message.created'
    ? { kind: 'message', message: message(event, parsed.data, receivedAt) }
    : { kind: 'amendment', amendment: amendment(event, parsed.data, receivedAt) };
}

/** `null` says what leaving a field out says: the default of it is taken. */
function withoutNulls(payload: unknown): unknown {
  const data = Object.entries(asObject(asObject(payload)?.['data']) ?? {}).filter(([, value]) => value !== null);
  return { ...asObject(payload), data: Object.fromEntries(data) };
}

function message({ account }: PlatformEvent, { data, timestamp }: Created, receivedAt: string): Message {
  const { customer } = data;
  const fromBrand = data.author !== 'customer';
  return {
    account,
    platform: 'standard',
    channel: `standard.${data.visibility}`,
    visibility: data.visibility,
    id: String(data.id),
    threadKeys: threadKeys(data),
    customerId: String(customer.id),
    direction: fromBrand ? 'out' : 'in',
    author: fromBrand ? { id: accountId(account) } : authorOf(customer),
    text: data.text || undefined,
    attachments: (data.attachments ?? []).map(({ type, url }) => ({ type, url: url ?? undefined })),
    language: data.language ?? undefined,
    inReplyTo: asId(data.inReplyTo),
    engagement: data.engagement ?? undefined,
    // A message is worth more than its clock: a time that cannot be read gives way to the next best.
    sentAt: isoFromText(data.sentAt ?? undefined) ?? isoFromText(timestamp ?? undefined) ?? receivedAt,
    receivedAt,
    ...repliedBy(data.replyId ?? undefined),
    by: data.author === 'automation' ? 'automation' : undefined,
  };
}

function amendment(event: PlatformEvent, { type, data, timestamp }: Changed, receivedAt: string): Amendment {
  const edit = type === 'message.updated';
  return {
    account: event.account,
    platform: 'standard',
    channel: `standard.${data.visibility}`,
    messageId: String(data.id),
    customerId: asId(data.customer?.id),
    threadKeys: threadKeys(data),
    // An event's id survives the sender's retries; a message can be deleted but once.
    id: edit ? event.id : 'deletion',
    kind: edit ? 'edit' : 'deletion',
    text: edit ? data.text : undefined,
    at: isoFromText(data.at ?? undefined) ?? isoFromText(timestamp ?? undefined) ?? receivedAt,
  };
}

/** A named thread alone; else a private talk is one thread, and public messages hang on each other by their ids. */
function threadKeys(data: Created['data'] | Changed['data']): readonly string[] {
  const thread = asId(data.thread);
  if (thread) return [thread];
  if (data.visibility === 'private') return ['dm'];
  const parent = 'inReplyTo' in data ? asId(data.inReplyTo) : undefined;
  return parent && parent !== String(data.id) ? [String(data.id), parent] : [String(data.id)];
}

function authorOf(customer: Created['data']['customer']): Message['author'] {
  return {
    id: String(customer.id),
    name: customer.name ?? undefined,
    handle: customer.handle ?? undefined,
    followers: customer.followers ?? undefined,
    verified: customer.verified ?? undefined,
  };
}
