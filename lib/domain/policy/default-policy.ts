import type { ClockName } from '#domain/clock-name.ts';
import type { SlaPolicy, Target } from '#domain/policy/policy.ts';
import type { Priority } from '#domain/sla.ts';

/** The policy that ships. */

const WARN_AT_80: Target['warn'] = [{ percent: 80 }];

/** Minutes by clock; business hours for what may wait until somebody works again. */
const PROMISES: Readonly<Record<Priority, Partial<Readonly<Record<ClockName, number>>>>> = {
  P1: { firstResponse: 15, nextResponse: 15, resolution: 240, periodicUpdate: 120 },
  P2: { firstResponse: 30, nextResponse: 30, resolution: 480 },
  P3: { firstResponse: 60, nextResponse: 60, resolution: 1440 },
  // Eight hours of work, and three days of eight hours.
  P4: { firstResponse: 480, nextResponse: 480, resolution: 1440 },
};

/** A first or next answer is owed whatever the status; the rest waits while the customer is waited for. */
const PAUSES: Readonly<Record<ClockName, Target['pauseOn']>> = {
  firstResponse: [],
  nextResponse: [],
  resolution: ['pending'],
  totalResolution: ['pending'],
  periodicUpdate: ['pending'],
};

function ruleOf(priority: Priority): SlaPolicy['rules'][number] {
  const calendar = priority === 'P4' ? 'business' : 'round_the_clock';
  const promised = Object.entries(PROMISES[priority]) as [ClockName, number][];
  const targets = promised.map(([name, minutes]): [ClockName, Target] => [
    name,
    { minutes, calendar, warn: WARN_AT_80, pauseOn: PAUSES[name] },
  ]);
  return { when: { priority: [priority] }, targets: Object.fromEntries(targets) };
}

/** Fifteen minutes for the most pressing, a working day for the least; resolution in total is measured, not promised. */
export const DEFAULT_SLA_POLICY: SlaPolicy = {
  version: 'sla-2',
  name: 'Earshot',
  rules: [ruleOf('P1'), ruleOf('P2'), ruleOf('P3'), ruleOf('P4')],
  closeAfterDays: 7,
  automationAnswers: false,
  escalation: [],
};
