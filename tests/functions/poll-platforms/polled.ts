import { inboundEnvelope } from '#contracts/inbound.ts';
import type { MetricName } from '#contracts/metrics.ts';
import type { PollOrder } from '#contracts/poll-work.ts';
import { pollAccount } from '#functions/poll-platforms/poll-account.ts';
import type { PollPorts } from '#functions/poll-platforms/ports.ts';
import { SILENT } from '#functions/shell/log.ts';
import type { Platform } from '#platforms/platform.ts';
import type { PollAnswer } from '#platforms/poll.ts';
import { standard } from '#platforms/standard/index.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { NOON } from '#tests/support/messages.ts';
import { memoryBlobs } from '#tests/support/triage.ts';

/** A platform that is polled, with pages of the Standard inlet's events, and a poller over the in-memory table. */

export const ACCOUNT = 'standard:shop';
export const EVERY_SECONDS = 60;
export const BUDGET = { requests: 6, perSeconds: 300 };
export const OLDEST_HOURS = 24;

/** What the platform answers to a request from a cursor, the number of pages seen. */
export type Answers = (pagesSeen: number, token: string) => PollAnswer | 'lost';

const { webhook: _webhook, ...words } = standard;

export const polledPlatform: Platform = {
  ...words,
  poll: {
    everySeconds: EVERY_SECONDS,
    budget: BUDGET,
    oldestHours: OLDEST_HOURS,
    request: ({ cursor, credentials }) => ({
      method: 'GET',
      url: `https://api.example.test/?seen=${cursor?.['seen'] ?? 0}`,
      headers: { authorization: credentials.accessToken },
    }),
    read: ({ body }) => JSON.parse(body) as PollAnswer,
  },
  fetch: {
    request: ({ id }, { credentials }) => ({
      method: 'GET',
      url: `https://api.example.test/${id}`,
      headers: { authorization: credentials.accessToken },
    }),
    read: ({ body }) => JSON.parse(body) as never,
  },
};

/** A customer's message as the platform's page has it. */
export const saidOnce = (id: string, sentAt = NOON) => ({
  type: 'message.created',
  timestamp: sentAt,
  data: { id, thread: `thread-${id}`, text: 'Where is my order?', sentAt, author: 'customer', customer: { id: 'c-1' } },
});

/** The page after so many; `more` unless it is the last. */
export function page(seen: number, body: unknown, more = false): PollAnswer {
  return { kind: 'page', cursor: { seen: String(seen + 1) }, more, body };
}

/** A poller; time passes by `pass`, and by `secondsARequest` at every request. */
export function poller(answers: Answers, over: Partial<PollPorts> = {}) {
  const table = memoryTable();
  const queued: string[] = [];
  const putOff: { body: string; seconds: number }[] = [];
  const requests: { url: string; token: string }[] = [];
  const counted: MetricName[] = [];
  let now = NOON;
  let secondsARequest = 0;
  const pass = (seconds: number): void => {
    now = new Date(Date.parse(now) + seconds * 1000).toISOString();
  };
  const ports: PollPorts = {
    ...table,
    platformNamed: (name) => (name === 'standard' ? polledPlatform : undefined),
    credentialsOf: async (_account, asked) => ({ accessToken: asked?.fresh ? 'fresh' : 'kept' }),
    send: async ({ url, headers }) => {
      const token = headers['authorization'] ?? '';
      requests.push({ url, token });
      pass(secondsARequest);
      const answer = answers(Number(new URL(url).searchParams.get('seen')), token);
      return answer === 'lost'
        ? { kind: 'lost', reason: 'connection_timeout' }
        : { status: 200, headers: {}, body: JSON.stringify(answer) };
    },
    blobs: memoryBlobs(),
    enqueue: async (bodies) => void queued.push(...bodies),
    putOff: async (body, seconds) => void putOff.push({ body, seconds }),
    clock: () => now,
    log: SILENT,
    count: (name) => void counted.push(name),
    ...over,
  };
  const poll = (order: Partial<PollOrder> = {}) =>
    pollAccount(ports, { version: 1, kind: 'poll', account: ACCOUNT, ...order });
  const slow = (seconds: number): void => {
    secondsARequest = seconds;
  };
  const state = () => table.pollStates.get(ACCOUNT);
  return { table, ports, poll, pass, slow, state, queued, putOff, requests, counted };
}

/** The envelopes on the inbound queue. */
export const envelopesIn = (queued: readonly string[]) => queued.map((body) => inboundEnvelope.parse(JSON.parse(body)));

/** Every event on the inbound queue, by the id of its words. */
export function wordsIn(queued: readonly string[]): string[] {
  return envelopesIn(queued)
    .flatMap((envelope) => (envelope.kind === 'events' ? envelope.events : []))
    .map(({ payload }) => (payload as { data: { id: string } }).data.id);
}
