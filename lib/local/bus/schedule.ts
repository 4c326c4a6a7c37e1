/** A rule on the clock: fires its targets at every due moment of the run's time. */
import type { Alarm } from '../clock.ts';
import type { Buses, BusRule } from './bus.ts';
import { eventOf } from './events.ts';
import { nextDueOf } from './schedule-expression.ts';

export interface ScheduleOptions {
  readonly expression: string;
  readonly rule: Pick<BusRule, 'arn' | 'targets'>;
  readonly buses: Buses;
  /** From when on, epoch milliseconds. */
  readonly from: number;
}

/** The alarm of a scheduled rule. */
export function scheduleAlarm({ expression, rule, buses, from }: ScheduleOptions): Alarm {
  const next = nextDueOf(expression);
  let due = next(from);
  return {
    dueAt: () => due,
    skip: (to) => {
      due = next(to);
    },
    fire: (at) => {
      due = next(at);
      const event = eventOf({
        source: 'aws.events',
        detailType: 'Scheduled Event',
        detail: {},
        resources: [rule.arn],
        at,
      });
      return buses.fire(rule, event);
    },
  };
}
