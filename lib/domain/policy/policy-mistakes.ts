import { ROUND_THE_CLOCK } from '#domain/calendar/hours.ts';
import type { DocumentMistake } from '#domain/document-mistake.ts';
import { textMistakes } from '#domain/name-mistakes.ts';
import { conditionMistakes } from '#domain/policy/condition-mistakes.ts';
import type { SlaPolicy, SlaRule, Target } from '#domain/policy/policy.ts';
import { unreachable } from '#domain/policy/reach.ts';

/** What is wrong with a policy that fits its schema, beyond what the schema can say. */

type Draft = Pick<SlaPolicy, 'name' | 'rules' | 'escalation'>;

/** What a policy stands beside. */
export interface Known {
  /** The names of the calendars that there are. */
  readonly calendars: readonly string[];
  /** The names of the platforms that are spoken. */
  readonly platforms: readonly string[];
}

/** A rule without targets takes its tickets out of every promise; a policy of nothing else is a slip. */
function nothingPromised({ rules }: Draft): DocumentMistake[] {
  if (rules.some(({ targets }) => Object.keys(targets).length > 0)) return [];
  const mend = 'Give at least one rule a target, such as { "when": {}, "targets": { "firstResponse": { … } } }.';
  return [{ pointer: '/rules', detail: 'No rule has a target: nothing would be promised to anybody.', mend }];
}

function shadowed({ rules }: Draft): DocumentMistake[] {
  return unreachable(rules.map(({ when }) => when)).map(({ rule, by }) => ({
    pointer: `/rules/${rule}`,
    detail:
      by === undefined
        ? 'It can never hold: the rules before it take every ticket that it is for.'
        : `It can never hold: rule ${by} takes every ticket that it is for.`,
    mend: `Put it before ${by === undefined ? 'them' : `rule ${by}`}, narrow what comes before, or leave it out.`,
  }));
}

/** Half of an hour and thirty minutes before its end are one moment, and one warning is enough for it. In milliseconds. */
const warnsAfter = (point: Target['warn'][number], minutes: number): number =>
  Math.round(('percent' in point ? (minutes * point.percent) / 100 : minutes - point.minutesBefore) * 60_000);

function warningMistakes({ minutes, warn }: Target, pointer: string): DocumentMistake[] {
  return warn.flatMap((point, index) => {
    const at = `${pointer}/warn/${index}`;
    if ('minutesBefore' in point && point.minutesBefore > minutes) {
      const mend = `Give at most ${minutes} minutes, the target.`;
      return [{ pointer: `${at}/minutesBefore`, detail: 'It warns before the clock has begun.', mend }];
    }
    const isSame = (other: typeof point) => warnsAfter(other, minutes) === warnsAfter(point, minutes);
    if (warn.findIndex(isSame) === index) return [];
    return [{ pointer: at, detail: 'The same warning point twice.', mend: 'Leave one of them out.' }];
  });
}

function targetMistakes(target: Target, pointer: string, calendars: readonly string[]): DocumentMistake[] {
  const { calendar } = target;
  const isThere = calendar === ROUND_THE_CLOCK || calendar === 'business' || calendars.includes(calendar);
  const mend = `Put the calendar first (PUT /sla/calendars/…), or name one of: ${[...new Set([ROUND_THE_CLOCK, 'business', ...calendars])].join(', ')}.`;
  const missing = isThere
    ? []
    : [{ pointer: `${pointer}/calendar`, detail: 'There is no calendar of this name.', mend }];
  return [...missing, ...warningMistakes(target, pointer)];
}

function ruleMistakes({ when, targets }: SlaRule, index: number, { calendars, platforms }: Known): DocumentMistake[] {
  const ofTargets = Object.entries(targets).flatMap(([clock, target]) =>
    target ? targetMistakes(target, `/rules/${index}/targets/${clock}`, calendars) : [],
  );
  return [...conditionMistakes(when, `/rules/${index}/when`, platforms), ...ofTargets];
}

/** A step that waits for a warning point which no clock has would never be taken, and one that names nobody (an empty `reassignTo`) would take a ticket from its owner. */
function stepMistakes({ rules, escalation }: Draft): DocumentMistake[] {
  const targets = rules.flatMap(({ targets }) => Object.values(targets));
  const points = Math.max(0, ...targets.map(({ warn }) => warn.length));
  return escalation.flatMap(({ on, point, reassignTo }, index) => {
    const agent = reassignTo === undefined ? [] : textMistakes(reassignTo, `/escalation/${index}/reassignTo`);
    if (agent.length > 0) return agent;
    const pointer = `/escalation/${index}/point`;
    if (on === 'breached' && point !== undefined) {
      return [{ pointer, detail: 'A breach has no warning point.', mend: 'Leave it out, or follow a warning.' }];
    }
    if (on === 'breached' || (point ?? 0) < points) return [];
    const mend =
      points === 0 ? 'Give a clock a warning point, or follow a breach.' : `Name a point from 0 to ${points - 1}.`;
    return [{ pointer, detail: 'No clock has this warning point.', mend }];
  });
}

/** Everything that is wrong with a policy. */
export function policyMistakes(policy: Draft, known: Known): DocumentMistake[] {
  return [
    ...textMistakes(policy.name, '/name'),
    ...nothingPromised(policy),
    ...shadowed(policy),
    ...policy.rules.flatMap((rule, index) => ruleMistakes(rule, index, known)),
    ...stepMistakes(policy),
  ];
}
