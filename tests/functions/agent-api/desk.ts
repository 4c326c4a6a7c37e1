import middy from '@middy/core';
import { cursorSigner } from '#adapters/cursor.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import { createConclude } from '#domain/conclude-reply.ts';
import { foldHeard } from '#domain/fold.ts';
import type { Message } from '#domain/message.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import { readingOf } from '#domain/reading.ts';
import { createAgentApi } from '#functions/agent-api/agent-api.ts';
import type { AgentApiPorts } from '#functions/agent-api/ports.ts';
import { type HttpEvent, http, served } from '#functions/shell/http.ts';
import type { Facts } from '#functions/shell/log.ts';
import { platformNamed } from '#platforms/registry.ts';
import { countingIds, memoryTable } from '#tests/support/memory-table.ts';

/** The agent API over the in-memory table, asked as API Gateway asks it. */

export const NOW = '2026-03-02T10:00:00.000Z';
export const TICKET = 'ticket-1';

const { name: _name, version: _shippedCalendar, ...calendar } = DEFAULT_CALENDAR;
const { version: _shippedPolicy, ...policy } = DEFAULT_SLA_POLICY;
/** What ships, as it is edited. */
export const CALENDAR = calendar;
export const POLICY = policy;

const { version: _shippedPriorities, ...priorityPolicy } = DEFAULT_PRIORITY_POLICY;

/** The priority policy that ships, as people edit it. */
export const PRIORITY_POLICY = priorityPolicy;

/** Two regions of public holidays. */
export const HOLIDAYS = {
  DE: [{ date: '2026-12-25', name: 'Erster Weihnachtstag' }],
  'DE-BY': [
    { date: '2026-01-06', name: 'Heilige Drei Könige' },
    { date: '2026-12-25', name: 'Erster Weihnachtstag' },
  ],
};

export interface Asked {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
  readonly as?: string;
  readonly claims?: Record<string, unknown> | undefined;
  /** The answer is text, and no JSON unless it is a problem. */
  readonly text?: boolean;
}

export interface Told {
  readonly status: number;
  readonly headers: Record<string, string>;
  // The tests look into answers of many shapes.
  // biome-ignore lint/suspicious/noExplicitAny: an answer is what the test says it is
  readonly body: any;
}

/** The claims that API Gateway passes on for a person in these groups. */
export const personIn = (groups: string, sub = 'agent-1') => ({ sub, 'cognito:groups': groups, client_id: 'desk' });

function eventOf(route: string, asked: Asked): HttpEvent {
  const { params, query, headers, body, raw, as = '[agent]' } = asked;
  const claims = 'claims' in asked ? asked.claims : personIn(as);
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    version: '2.0',
    routeKey: route,
    rawPath: '/',
    rawQueryString: '',
    headers: { ...(text !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
    requestContext: { requestId: 'request-1', ...(claims && { authorizer: { jwt: { claims } } }) },
  };
}

/** A desk: its ports, what was logged, and how to ask it. */
export function desk(override: Partial<AgentApiPorts> = {}) {
  const table = memoryTable();
  const logged: { message: string; facts: Facts | undefined }[] = [];
  const say = (message: string, facts?: Facts) => void logged.push({ message, facts });
  let now = NOW;
  const setNow = (at: string) => {
    now = at;
  };
  const ports: AgentApiPorts = {
    ...table,
    cursors: cursorSigner(async () => 'a key that signs cursors'),
    linkTo: async (key, type) => `https://bucket.example/${key}?type=${type}`,
    concludeReply: createConclude({ ...table, clock: () => now }),
    platformNamed,
    blindUntilClaimed: false,
    holidays: HOLIDAYS,
    clock: () => now,
    newId: countingIds('fresh'),
    ...override,
  };
  const handle = middy(served(createAgentApi(ports))).use(http({ info: say, warn: say, error: say }));
  const ask = async (route: string, asked: Asked = {}): Promise<Told> => {
    const result = await handle(eventOf(route, asked), {} as never);
    return {
      status: Number(result.statusCode),
      headers: asStrings(result.headers),
      body: asked.text && result.statusCode === 200 ? result.body : JSON.parse(result.body ?? ''),
    };
  };
  return { table, ports, ask, logged, setNow, now: () => now };
}

const asStrings = (headers: Record<string, string | number | boolean> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

export type Desk = ReturnType<typeof desk>;

/** A customer's message in private, calm and answerable. */
export function messageFrom(over: Partial<Message> = {}): Message {
  return {
    account: 'standard:brand',
    platform: 'standard',
    channel: 'standard.private',
    visibility: 'private',
    id: 'message-1',
    threadKeys: ['thread-1'],
    customerId: 'customer-1',
    direction: 'in',
    author: { id: 'customer-1', name: 'Ada', handle: 'ada' },
    text: 'How do I change my address?',
    attachments: [],
    sentAt: '2026-03-02T09:00:00.000Z',
    receivedAt: '2026-03-02T09:00:01.000Z',
    ...over,
  };
}

const calm = <L extends string>(label: L) => ({ label, confidence: 0.9, evidence: [[0, 3] as [number, number]] });

export const CALM = {
  classifier: 'test@1',
  sentiment: calm('neutral'),
  intent: calm('feedback'),
  urgency: calm('low'),
  complexity: calm('simple'),
  flags: [],
} as const;

/** Stores a message and folds it into its ticket, as triage does. */
export async function hear(
  { table, now = () => NOW }: Pick<Desk, 'table'> & Partial<Pick<Desk, 'now'>>,
  message: Message,
  ticketId = TICKET,
): Promise<void> {
  const classification = { ...CALM, flags: [] };
  const isIn = message.direction === 'in';
  await table.messages.put({ message, ticketId, ...(isIn && { classification }) });
  await table.tickets.change(ticketId, (before) =>
    foldHeard(before, [{ message, reading: isIn ? readingOf(message, classification, 0) : undefined }], {
      ticketId,
      now: now(),
      policy: DEFAULT_SLA_POLICY,
    }),
  );
}

/** A desk with one ticket on which a customer has written once. */
export async function deskWithTicket(message: Partial<Message> = {}, override: Partial<AgentApiPorts> = {}) {
  const made = desk(override);
  await hear(made, messageFrom(message));
  return made;
}

export const onTicket = { params: { ticketId: TICKET } };
export const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
export const answer = (over: object = {}) => ({
  text: 'Here is how.',
  visibility: 'private',
  lastMessageSeen: 1,
  ...over,
});
