import { leaned, type Share, strongest } from '#domain/priority/factor.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';
import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';

/** What the customer's words count. The messages come sorted by (sentAt, id). */

type Head = 'sentiment' | 'intent' | 'urgency';
type Weighed = Omit<Share, 'messageId'>;

/** An unsure finding leans towards what is assumed. */
function weighed(one: Said, head: Head, finding: { points: number; assumed: number; share: number }): Weighed {
  const because = one[head];
  if (!one.unsure?.includes(head)) return { points: finding.points, because };
  return { points: leaned(finding.points, finding.assumed, finding.share), because, unsure: true };
}

/** By the most urgent message of the episode: a danger does not pass because somebody adds a thank you. */
export function urgencyShare({ said }: PriorityInputs, { urgency, unsureShare: share }: PriorityPolicyDocument): Share {
  return strongest(said, (one) =>
    weighed(one, 'urgency', { points: urgency[one.urgency], assumed: urgency.normal, share }),
  );
}

/** What the latest words count, whether they are meant or mocking. */
function moodOf(last: Said, { sentiment: weights, unsureShare: share }: PriorityPolicyDocument): Weighed {
  const found = weighed(last, 'sentiment', { points: weights[last.sentiment], assumed: weights.neutral, share });
  const isMocking = last.flags?.includes('sarcasm') === true && weights.sarcasm > found.points;
  return isMocking ? { points: weights.sarcasm, because: 'sarcasm' } : found;
}

/** By the latest message, because people calm down; those who stay angry count more. */
export function sentimentShare({ said }: PriorityInputs, policy: PriorityPolicyDocument): Share {
  const last = said.at(-1);
  if (!last) return { points: 0, because: 'nothing said' };
  const mood = moodOf(last, policy);
  const isStill = last.sentiment === 'negative' && said.slice(0, -1).some((one) => one.sentiment === 'negative');
  if (!isStill) return { ...mood, messageId: last.id };
  const more = leaned(policy.sentiment.stillNegative, 0, mood.unsure ? policy.unsureShare : 1);
  return { ...mood, points: mood.points + more, because: 'still negative', messageId: last.id };
}

/** The intent, or a flag that weighs more. */
function intentOf(one: Said, { intent, flags, unsureShare: share }: PriorityPolicyDocument): Weighed {
  const found = weighed(one, 'intent', { points: intent[one.intent], assumed: intent.other, share });
  const flagged = (['safety', 'legal', 'threat_to_leave'] as const).filter((flag) => one.flags?.includes(flag));
  return flagged
    .map((flag): Weighed => ({ points: flags[flag], because: flag }))
    .reduce((best, each) => (each.points > best.points ? each : best), found);
}

/** By the weightiest message of the episode. */
export function intentShare({ said }: PriorityInputs, policy: PriorityPolicyDocument): Share {
  return strongest(said, (one) => intentOf(one, policy));
}
