import type { ClockName } from '#domain/clock-name.ts';
import type { Condition, SlaPolicy, SlaRule, Target } from '#domain/policy/policy.ts';
import type { Priority } from '#domain/sla.ts';

/** Which promise holds for a ticket. */

/** What a rule may ask about a ticket. */
export interface Subject {
  readonly priority: Priority;
  readonly visibility: 'public' | 'private';
  readonly platform: string;
  readonly channel: string;
  readonly tier?: string | undefined;
  readonly team?: string | undefined;
}

const admits = (asked: readonly string[] | undefined, given: string | undefined): boolean =>
  asked === undefined || (given !== undefined && asked.includes(given));

function holds(when: Condition, subject: Subject): boolean {
  const { visibility } = when;
  return (
    (visibility === undefined || visibility === subject.visibility) &&
    admits(when.priority, subject.priority) &&
    admits(when.platform, subject.platform) &&
    admits(when.channel, subject.channel) &&
    admits(when.tier, subject.tier) &&
    admits(when.team, subject.team)
  );
}

/** The first rule that holds, with its place among the rules from 0; undefined when none does: then nothing is promised. */
export function ruleFor(policy: SlaPolicy, subject: Subject): { index: number; rule: SlaRule } | undefined {
  const index = policy.rules.findIndex(({ when }) => holds(when, subject));
  const rule = policy.rules[index];
  return rule && { index, rule };
}

/** What the first rule that holds promises of one clock; undefined when it does not keep that clock. */
export function targetFor(
  policy: SlaPolicy,
  subject: Subject,
  clock: ClockName,
): { rule: number; target: Target } | undefined {
  const found = ruleFor(policy, subject);
  const target = found?.rule.targets[clock];
  return found && target && { rule: found.index, target };
}
