/** The buses: events go in, rules that match carry them to their targets, everything is remembered. */
import { type DeliveryContext, deliver, type Target } from './delivery.ts';
import type { BusEvent } from './events.ts';
import type { EventTest } from './pattern.ts';

export interface BusRule {
  readonly arn: string;
  readonly busName: string;
  readonly matches: EventTest;
  readonly targets: readonly Target[];
}

/** An event and the bus it went over. */
export interface ArchivedEvent {
  readonly bus: string;
  readonly event: BusEvent;
}

/** Events remembered; older ones are dropped so that a long run doesn't grow. */
const MAX_ARCHIVED = 200_000;

export class Buses {
  readonly #names = new Set(['default']);
  readonly #rules: BusRule[] = [];
  readonly #archive: ArchivedEvent[] = [];
  readonly #context: Omit<DeliveryContext, 'ruleArn'>;
  readonly #onLost: (event: BusEvent, target: Target) => void;
  #pending = 0;

  constructor(context: Omit<DeliveryContext, 'ruleArn'>, onLost: (event: BusEvent, target: Target) => void) {
    this.#context = context;
    this.#onLost = onLost;
  }

  addBus(name: string): void {
    this.#names.add(name);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  addRule(rule: BusRule): void {
    this.#rules.push(rule);
  }

  /** Deliveries that are not done yet, retries included. */
  get pending(): number {
    return this.#pending;
  }

  archive(): readonly ArchivedEvent[] {
    return [...this.#archive];
  }

  /** Accepts an event; its deliveries go on in the background. */
  put(bus: string, event: BusEvent): void {
    this.#archive.push({ bus, event });
    if (this.#archive.length > MAX_ARCHIVED) this.#archive.splice(0, MAX_ARCHIVED / 10);
    for (const rule of this.#rules) {
      if (rule.busName === bus && rule.matches(event)) void this.fire(rule, event);
    }
  }

  /** Delivers to every target of a rule; resolves when all are done. */
  fire(rule: Pick<BusRule, 'arn' | 'targets'>, event: BusEvent): Promise<void> {
    return Promise.all(rule.targets.map((target) => this.#deliver(rule.arn, event, target))).then(() => {});
  }

  async #deliver(ruleArn: string, event: BusEvent, target: Target): Promise<void> {
    this.#pending += 1;
    try {
      const outcome = await deliver(event, target, { ...this.#context, ruleArn });
      if (outcome === 'lost') this.#onLost(event, target);
    } finally {
      this.#pending -= 1;
    }
  }
}
