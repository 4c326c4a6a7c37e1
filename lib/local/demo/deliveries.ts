import type { CareStack } from '#local/care/care-stack.ts';
import type { SentEvent } from '#local/care/ledger.ts';
import { eventName, eventsOf, pageEvents } from '#local/care/names.ts';
import { deliver, eachAtOnce, signed } from '#local/care/sender.ts';
import { forged } from '#local/demo/forgery.ts';
import type { Planned } from '#local/demo/plan.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import { platforms } from '#platforms/registry.ts';

/** Delivers what was planned, or has it listed where the platform is polled, and keeps the sender's own list. */

const AT_ONCE = 16;

/** The sender's list: one line an event and copy. */
export interface SentLine extends SentEvent {
  readonly status: number;
}

/** An event without a name could be looked for nowhere, and would pass for any other one without. */
function nameAt(events: readonly PlatformEvent[], index: number): string {
  const event = events[index];
  if (event === undefined) throw new Error(`Planned event ${index} of a delivery is not among its ${events.length}.`);
  return eventName(event.account, event.id);
}

/** What the sender wrote down: its events, and what they only name. */
function linesOf({ events, named }: Planned, cut: readonly PlatformEvent[], status: number): SentLine[] {
  const answered = { accepted: status === 200, status };
  const lines = events.map((event, index) => ({ ...event, eventId: nameAt(cut, index), ...answered }));
  if (!named) return lines;
  const eventId = `${nameAt(cut, 0)} fetched`;
  return [...lines, { intent: 'healthy', storedAs: named.storedAs, eventId, ...answered }];
}

async function deliverOne({ stack, platforms: double }: CareStack, planned: Planned): Promise<SentLine[]> {
  const { platform, payload, named, isForged } = planned;
  const genuine = signed(platform, payload, stack.clock.now());
  const cut = eventsOf(platform, genuine);
  if (named) double.hold(platform, named.id, named.thing);
  const delivery = isForged ? forged(platform, genuine) : genuine;
  const { status } = await deliver(stack.outputs['WebhookUrl'] ?? '', delivery);
  return linesOf(planned, cut, status);
}

/** What a platform lists must be found, whether or not a poll has been answered with it. */
function listOne({ platforms: double }: CareStack, planned: Planned): SentLine[] {
  const { platform, payload } = planned;
  const cut = pageEvents(platform, payload);
  double.list(platform, payload);
  return linesOf(planned, cut, 200);
}

/** Delivers these, many at once; @returns the lines of the sender's list. */
export async function deliverAll(care: CareStack, planned: readonly Planned[]): Promise<SentLine[]> {
  const lines: SentLine[] = [];
  await eachAtOnce(planned, AT_ONCE, async (each) => {
    lines.push(...(platforms[each.platform].webhook ? await deliverOne(care, each) : listOne(care, each)));
  });
  return lines;
}
