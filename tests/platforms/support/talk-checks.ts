import { expect } from 'vitest';
import type { Message } from '#domain/message.ts';
import { replyKeyOf } from '#domain/reply.ts';
import type { ApiCall, ApiResponse } from '#platforms/api-call.ts';
import { type CheckTurn, findingOf } from '#platforms/check.ts';
import type { ApiRequest, ApiRoom, Judgement, PlatformDouble } from '#platforms/double.ts';
import type { ReplyTarget, SendOutcome } from '#platforms/outgoing.ts';
import type { Platform } from '#platforms/platform.ts';
import { brokenLimit, type ReplyRule } from '#platforms/reply-rules.ts';
import { partsOf } from '#platforms/split-text.ts';
import { NOW_MS } from './requests.ts';

/** What holds for what is said on every platform, in and out, whatever its payloads look like. */

/** A platform and how it is played. */
export interface Subject {
  readonly platform: Platform;
  readonly double: PlatformDouble;
}

type Check = (subject: Subject) => void;

/** Platforms that know a reply by a key of ours; on others that may be asked again, an answer takes the earlier one's place. */
const KEYED: ReadonlySet<string> = new Set(['standard', 'mastodon', 'line', 'bluesky']);

const BASE_URL = 'http://127.0.0.1:1/api';
const SENT_AT_MS = NOW_MS - 60_000;
const RECEIVED_AT = new Date(NOW_MS).toISOString();

const customerOf = ({ double }: Subject, number = 202): string =>
  double.idOf?.('customer', number) ?? `1900000000000000${number}`;

const messageOf = ({ double }: Subject, channel: string, number = 101): string =>
  double.idOf?.('message', number, channel) ?? `1900000000000000${number}`;

/** What a customer is heard saying on a channel; exactly one message. Another number is another customer. */
export function heard(subject: Subject, channel: string, number = 101): Message {
  const { platform, double } = subject;
  const body = double.says[channel]?.({
    account: double.account,
    customer: { id: customerOf(subject, number + 101), name: 'customer-1', handle: 'customer_1', followers: 12 },
    id: messageOf(subject, channel, number),
    text: 'Où est ma commande ? 📦',
    sentAtMs: SENT_AT_MS,
  });
  const wire = JSON.parse(JSON.stringify(body)) as unknown;
  const events = platform.split(wire, { id: 'delivery-1', pathAccount: double.account, headers: {} });
  const messages = events
    .map((event) => platform.normalise(event, RECEIVED_AT))
    .flatMap((meaning) => (meaning.kind === 'message' ? [meaning.message] : []));
  expect(messages).toHaveLength(1);
  return messages[0] as Message;
}

const channelsOf = ({ platform }: Subject): readonly string[] => Object.keys(platform.replies);

/** Every way to answer, with the message it answers. */
function everyRule(subject: Subject): { channel: string; rule: ReplyRule; message: Message }[] {
  return channelsOf(subject).flatMap((channel) => {
    const message = heard(subject, channel);
    return (subject.platform.replies[channel] ?? []).map((rule) => ({ channel, rule, message }));
  });
}

function targetOf(message: Message, rule: ReplyRule, text: string): ReplyTarget {
  const { account, channel, customerId, id, answerWith, author, sentAt } = message;
  const place = { replyKey: 'reply-1', account, channel, visibility: rule.visibility, customerId };
  const answered = { inReplyTo: id, answerWith, handle: author.handle, lastInAt: sentAt, byPerson: true };
  return { ...place, ...answered, text, ...(rule.kind === 'hide' && { hide: true }) };
}

function roomWith(tokens: readonly string[]): ApiRoom {
  return { tokens, lastHeard: () => SENT_AT_MS, nextPage: () => undefined, thing: () => undefined };
}

function requestOf({ method, url, headers, body = '' }: ApiCall, messageId = '900000000000000001'): ApiRequest {
  const { pathname, searchParams: query } = new URL(url);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const path = pathname.slice(new URL(BASE_URL).pathname.length);
  return { method, path, query, headers: lower, body, nowMs: NOW_MS, messageId };
}

function responseOf({ answer: { status, body, headers = {} } }: Judgement): ApiResponse {
  return { status, headers, body: JSON.stringify(body) };
}

/** What the platform says of an account that holds these tokens. */
function findings({ platform, double }: Subject, tokens?: readonly string[]) {
  const credentials = { ...double.credentials('seed'), baseUrl: BASE_URL };
  const turn: CheckTurn = { account: `${platform.name}:${double.account}`, credentials, nowMs: NOW_MS };
  const api = double.api(roomWith(tokens ?? [credentials.accessToken]));
  return (platform.check ?? []).map((question) => {
    const response = responseOf(api(requestOf(question.request(turn))));
    return findingOf(question, response, { turn, readRefusal: platform.readSendResponse });
  });
}

function send(
  { platform, double }: Subject,
  target: ReplyTarget,
  tokens?: readonly string[],
): { judgement: Judgement; outcome: SendOutcome } {
  const credentials = { ...double.credentials('seed'), baseUrl: BASE_URL };
  const call = platform.renderReply(target, credentials, NOW_MS);
  const judgement = double.api(roomWith(tokens ?? [credentials.accessToken]))(requestOf(call));
  return { judgement, outcome: platform.readSendResponse(responseOf(judgement), target) };
}

/** The longest text of one letter that a rule takes. */
function longest(rule: ReplyRule): string {
  const most = Math.min(rule.maxLength, ...(rule.also ?? []).map(({ maxLength }) => maxLength));
  return 'a'.repeat(most);
}

export const TALK_CHECKS: Readonly<Record<string, Check>> = {
  'delivers or is polled, and says what it is called': ({ platform }) => {
    expect(Boolean(platform.webhook) || Boolean(platform.poll)).toBe(true);
    expect(platform.title.length).toBeGreaterThan(0);
  },
  'each channel on which it can be answered can be heard': (subject) => {
    expect(channelsOf(subject).length).toBeGreaterThan(0);
    for (const channel of channelsOf(subject)) {
      const message = heard(subject, channel);
      const own = (subject.platform.replies[channel] ?? []).filter(({ kind }) => kind !== 'private_reply');
      expect(message).toMatchObject({
        account: `${subject.platform.name}:${subject.double.account}`,
        platform: subject.platform.name,
        channel,
        customerId: subject.double.knowsNoAuthors ? messageOf(subject, channel) : customerOf(subject),
        direction: 'in',
        id: messageOf(subject, channel),
        text: 'Où est ma commande ? 📦',
        receivedAt: RECEIVED_AT,
      });
      expect(message.author.id).toBe(message.customerId);
      expect(message.threadKeys.length).toBeGreaterThan(0);
      expect(Math.abs(Date.parse(message.sentAt) - SENT_AT_MS)).toBeLessThan(1_000);
      for (const { visibility } of own) expect(visibility).toBe(message.visibility);
    }
  },
  'the same words twice are the same event': (subject) => {
    for (const channel of channelsOf(subject)) expect(heard(subject, channel)).toEqual(heard(subject, channel));
  },
  'a body of unknown shape is one event, and means something': ({ platform }) => {
    for (const body of [null, 1, 'text', true, [], {}, { a: 1 }, [[]], { entry: 1 }, { data: [] }]) {
      const events = platform.split(body, { id: 'delivery-1', pathAccount: '1', headers: {} });
      for (const event of events) {
        expect(platform.normalise(event, RECEIVED_AT).kind).toMatch(/^(ignored|unknown|reference)$/);
      }
      if (platform.webhook) expect(events.length).toBeGreaterThan(0);
    }
  },
  'each kind of reply goes out as written, up to its last character': (subject) => {
    for (const { rule, message } of everyRule(subject)) {
      const text = rule.kind === 'hide' ? '' : longest(rule);
      const { judgement, outcome } = send(subject, targetOf(message, rule, text));
      expect([rule.kind, outcome]).toMatchObject([rule.kind, { kind: 'sent', messageId: expect.any(String) }]);
      // An answer without an id is known by the reply's.
      const ids = [judgement.sent?.messageId, 'reply:reply-1'];
      if (outcome.kind === 'sent')
        expect([rule.kind, ids]).toEqual([rule.kind, expect.arrayContaining([outcome.messageId])]);
      const common = { platform: subject.platform.name, visibility: rule.visibility };
      expect(judgement.sent).toMatchObject(
        rule.kind === 'hide' ? { ...common, hidden: true, messageId: message.id } : { ...common, text },
      );
    }
  },
  'a text beyond its limit is not rendered, and neither is an empty one': (subject) => {
    const { platform, double } = subject;
    const credentials = { ...double.credentials('seed'), baseUrl: BASE_URL };
    for (const { rule, message } of everyRule(subject).filter((each) => each.rule.kind !== 'hide')) {
      const tooLong = `${longest(rule)}a`;
      expect(brokenLimit(tooLong, rule)).toBeDefined();
      expect(brokenLimit(longest(rule), rule)).toBeUndefined();
      const render = (text: string) => platform.renderReply(targetOf(message, rule, text), credentials, NOW_MS);
      expect(() => render(tooLong)).toThrow('reply_too_long');
      expect(() => render(' \n')).toThrow('reply_empty');
    }
  },
  'a long answer goes out in numbered parts, whole and in order, where the rule cuts it': (subject) => {
    const cut = everyRule(subject).filter(({ rule }) => rule.splits && rule.kind !== 'hide');
    for (const { rule, message } of cut) {
      // A reply that can be given once has no second part.
      expect([rule.kind, rule.once]).toEqual([rule.kind, undefined]);
      const text = `${'word '.repeat(longest(rule).length / 3)}end`;
      const parts = partsOf(text, rule) ?? [];
      expect(parts.length).toBeGreaterThan(1);
      for (const part of parts) {
        const { judgement, outcome } = send(subject, targetOf(message, rule, part));
        expect([outcome.kind, judgement.sent?.text]).toEqual(['sent', part]);
      }
      const told = parts.map((part, at) => part.replace(` (${at + 1}/${parts.length})`, ''));
      expect(told.join(' ')).toBe(text);
    }
  },
  'two customers who are answered under one Idempotency-Key both hear of it, and one who is answered again hears it once':
    (subject) => {
      const { platform, double } = subject;
      const credentials = { ...double.credentials('seed'), baseUrl: BASE_URL };
      for (const { channel, rule } of everyRule(subject).filter((each) => each.rule.kind !== 'hide')) {
        const api = double.api(roomWith([credentials.accessToken]));
        const sent = [101, 102, 102].map((number, index) => {
          const replyKey = replyKeyOf({ ticketId: `ticket-${number}`, replyId: 'one-key-for-all-of-them' });
          const target = { ...targetOf(heard(subject, channel, number), rule, 'We are on it'), replyKey };
          const call = platform.renderReply(target, credentials, NOW_MS);
          return api(requestOf(call, `90000000000000000${index}`)).sent;
        });
        const [first, second, again] = sent.map((one) => one?.messageId);
        expect([channel, rule.kind, first, second]).toEqual([
          channel,
          rule.kind,
          expect.any(String),
          expect.any(String),
        ]);
        expect(first).not.toBe(second);
        if (KEYED.has(platform.name)) expect([channel, again]).toEqual([channel, undefined]);
      }
    },
  'nothing goes where it was not meant to go': (subject) => {
    const { platform, double } = subject;
    const credentials = { ...double.credentials('seed'), baseUrl: BASE_URL };
    for (const channel of channelsOf(subject)) {
      const rules = platform.replies[channel] ?? [];
      const message = heard(subject, channel);
      for (const visibility of ['public', 'private'] as const) {
        if (rules.some((rule) => rule.kind !== 'hide' && rule.visibility === visibility)) continue;
        const [rule] = rules;
        if (!rule) throw new Error(`${channel} has no rule`);
        const target = { ...targetOf(message, { ...rule, kind: 'public_reply', visibility }, 'We are on it') };
        expect(() => platform.renderReply(target, credentials, NOW_MS)).toThrow('visibility_contradiction');
      }
      const [rule] = rules;
      const elsewhere = rule && { ...targetOf(message, rule, 'We are on it'), channel: 'fax' };
      if (elsewhere) expect(() => platform.renderReply(elsewhere, credentials, NOW_MS)).toThrow('channel_unknown');
    }
  },
  'says what connecting an account takes': ({ platform }) => {
    const goesTo = (platform.setup?.fields ?? []).map((field) => field.goesTo);
    expect(platform.setup?.account.length).toBeGreaterThan(0);
    if (platform.webhook) expect(goesTo).toContain('webhookSecret');
    expect(goesTo.some((place) => place === 'accessToken' || place === 'more')).toBe(true);
    for (const name of platform.token?.needs ?? []) {
      expect(platform.setup?.fields.map((field) => field.name)).toContain(name);
    }
  },
  'asked whether the account is well, it says so, and tells a wrong token': (subject) => {
    for (const finding of findings(subject)) expect(finding).toEqual({ kind: 'well' });
    const [token] = findings(subject, ['another']);
    if (token) expect(token).toMatchObject({ kind: 'unwell', reason: 'token_expired', mend: expect.any(String) });
  },
  'a wrong token is a trouble of the token, not of the reply': (subject) => {
    for (const { rule, message } of everyRule(subject)) {
      const text = rule.kind === 'hide' ? '' : 'We are on it';
      const { judgement, outcome } = send(subject, targetOf(message, rule, text), ['another']);
      expect(judgement.sent).toBeUndefined();
      expect(outcome.kind === 'failed' ? outcome.blame : outcome.kind).toMatch(/^(stale_token|account)$/);
    }
  },
};
