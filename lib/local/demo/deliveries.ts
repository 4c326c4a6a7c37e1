import type { SentEvent } from '#local/care/ledger.ts';
import { eventName, eventsOf } from '#local/care/names.ts';
import { deliver, eachAtOnce, signed } from '#local/care/sender.ts';
import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import type { Planned } from '#local/demo/plan.ts';

/** Delivers what was planned and keeps the sender's own list. */

const AT_ONCE = 16;

/** The sender's list: one line an event and copy. */
export interface SentLine extends SentEvent {
  readonly status: number;
}

/** Spoils a signature in one character, as a forger who doesn't know the secret would get it wrong. */
function forged(delivery: SignedDelivery): SignedDelivery {
  const spoilt = Object.entries(delivery.headers).map(([name, value]) =>
    name.includes('signature')
      ? [name, value.replace(/[0-9a-zA-Z](?=[^0-9a-zA-Z]*$)/, (last) => (last === '1' ? '2' : '1'))]
      : [name, value],
  );
  return { ...delivery, headers: Object.fromEntries(spoilt) };
}

/** An event without a name could be looked for nowhere, and would pass for any other one without. */
function nameAt(names: readonly string[], index: number): string {
  const name = names[index];
  if (name === undefined) throw new Error(`Planned event ${index} of a delivery is not among its ${names.length}.`);
  return name;
}

async function deliverOne(url: string, planned: Planned, nowMs: number): Promise<SentLine[]> {
  const genuine = signed(planned.platform, planned.payload, nowMs);
  const names = eventsOf(planned.platform, genuine).map(({ account, id }) => eventName(account, id));
  const named = planned.events.map((event, index) => ({ ...event, eventId: nameAt(names, index) }));
  const { status } = await deliver(url, planned.isForged ? forged(genuine) : genuine);
  return named.map((event) => ({ ...event, accepted: status === 200, status }));
}

/** Delivers these, many at once; @returns the lines of the sender's list. */
export async function deliverAll(url: string, planned: readonly Planned[], nowMs: number): Promise<SentLine[]> {
  const lines: SentLine[] = [];
  await eachAtOnce(planned, AT_ONCE, async (each) => {
    lines.push(...(await deliverOne(url, each, nowMs)));
  });
  return lines;
}
