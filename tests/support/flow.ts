import { createHash } from 'node:crypto';
import { accountOf, type CareOptions, type CareStack, startCareStack } from '#local/care/care-stack.ts';
import type { SentEvent } from '#local/care/ledger.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { deliver, signed } from '#local/care/sender.ts';
import { customerMessage, type Wording } from '#local/delivery/customer-message.ts';
import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import type { LocalStack } from '#local/local-stack.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

/** What the flow tests share: a running Earshot, customers who write to it, and what waits on its queues. */

const MORNING_MS = Date.parse('2026-03-02T09:00:00.000Z');

/** A hidden message comes back after 3.6 seconds instead of three minutes. */
const TIMEOUT_SCALE = 0.02;

/** Starts the whole of Earshot on a Monday morning. */
export function startFlow(options: CareOptions = {}): Promise<CareStack> {
  return startCareStack({ startAt: MORNING_MS, timeoutScale: TIMEOUT_SCALE, ...options });
}

/** A customer's message in the fewest words. */
export interface Line {
  readonly wording: Wording;
  readonly customer: string;
  readonly id: string;
  readonly text: string;
  readonly thread?: string | undefined;
  readonly inReplyTo?: string | undefined;
  readonly sentAtMs: number;
  readonly handle?: string | undefined;
  readonly name?: string | undefined;
}

const platformOf = (wording: Wording): PlatformName => wording.split('.')[0] as PlatformName;

/** The signed webhook that brings a message. */
export function deliveryOf(stack: LocalStack, line: Line): SignedDelivery {
  const { wording, customer, handle, name, ...rest } = line;
  const platform = platformOf(wording);
  const speaker = { id: customer, handle, name };
  const { payload } = customerMessage(wording, { ...rest, account: BRAND_ACCOUNTS[platform], customer: speaker });
  return signed(platform, payload, stack.clock.now());
}

/** One request, as it is answered. */
export function post({ outputs }: LocalStack, { path, headers, body }: SignedDelivery): Promise<Response> {
  return fetch(`${outputs['WebhookUrl']}${path}`, { method: 'POST', headers, body: Buffer.from(body) });
}

/** Signs and sends a payload once. @returns the status. */
export async function postSigned(stack: LocalStack, platform: PlatformName, payload: unknown): Promise<number> {
  const response = await post(stack, signed(platform, payload, stack.clock.now()));
  await response.arrayBuffer();
  return response.status;
}

/** Sends a message once. @returns the status. */
export async function say(stack: LocalStack, line: Line): Promise<number> {
  const response = await post(stack, deliveryOf(stack, line));
  await response.arrayBuffer();
  return response.status;
}

/** Sends a message as platforms do, again and again, and writes it down in the sender's own list. */
export async function sayAndNote(stack: LocalStack, line: Line): Promise<SentEvent> {
  const delivery = deliveryOf(stack, line);
  const platform = platformOf(line.wording);
  const account = accountOf(platform);
  const id = createHash('sha256').update(delivery.body).digest('hex').slice(0, 32);
  const given = { id, pathAccount: BRAND_ACCOUNTS[platform], headers: delivery.headers };
  const [event] = platforms[platform].split(JSON.parse(Buffer.from(delivery.body).toString()), given);
  const { status } = await deliver(stack.outputs['WebhookUrl'] ?? '', delivery);
  const eventId = `${account} event ${event?.id}`;
  return { storedAs: `${account} message ${line.id}`, eventId, accepted: status === 200, intent: 'healthy' };
}

/** What the receiver tells the watch over channels now and then, whatever comes, and what that has asked for. */
const ASIDE = /ChannelWatchHappenedQueue|PollsQueue/;

/** Messages on every queue, parked ones too, but for what the watch over channels is told and asks for. */
export function queuedEverywhere(stack: LocalStack): number {
  const queues = stack.queues().filter(({ name }) => !ASIDE.test(name));
  return queues.reduce((sum, { depth }) => sum + depth.visible + depth.inFlight + depth.delayed, 0);
}

/** What was parked on the inbound side. */
export const parkedInbound = (stack: LocalStack) => stack.queued(stack.outputs['InboundDlqUrl'] ?? '');

/** `count` things, made from their number. */
export const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));

/** An event of Earshot's, as it went over the bus. */
export interface ToldEvent {
  readonly type: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Every event that told of a ticket, in order, copies and all. */
export function eventsOf(stack: LocalStack, ticketId: string): ToldEvent[] {
  return stack.archive().flatMap(({ event }) => {
    const detail = event.detail as Omit<ToldEvent, 'type'> & { readonly ticketId: string };
    return detail.ticketId === ticketId ? [{ type: event['detail-type'], id: detail.id, data: detail.data }] : [];
  });
}

/** How often an event of a type told of a ticket. */
export const toldTimes = (stack: LocalStack, ticketId: string, type: string): number =>
  eventsOf(stack, ticketId).filter((event) => event.type === type).length;
