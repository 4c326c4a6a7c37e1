import { onLogScale, type Share, strongest } from '#domain/priority/factor.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';
import type { PriorityPolicyDocument } from '#domain/priority/policy.ts';
import { reputationOf } from '#domain/reputation.ts';

/** What it counts who speaks and who may be listening. */

function reachOf(one: Said, { visibility }: PriorityInputs, { reach: weights }: PriorityPolicyDocument) {
  const { reach, verified, press } = reputationOf([one], visibility);
  const heard = onLogScale(reach, weights) + (verified ? weights.verified : 0);
  const isByPress = press && weights.press >= heard;
  const points = Math.min(weights.max, isByPress ? weights.press : heard);
  return { points, because: isByPress ? 'press' : `${reach} followers` };
}

export function reachShare(inputs: PriorityInputs, policy: PriorityPolicyDocument): Share {
  return strongest(inputs.said, (one) => reachOf(one, inputs, policy));
}

export function engagementShare({ said, visibility }: PriorityInputs, { engagement }: PriorityPolicyDocument): Share {
  return strongest(said, (one) => {
    const { engagement: reactions } = reputationOf([one], visibility);
    return { points: onLogScale(reactions, engagement), because: `${reactions} reactions` };
  });
}

/** A tier that the policy does not name counts nothing. */
export function tierShare({ tier }: PriorityInputs, { tiers }: PriorityPolicyDocument): Share {
  if (tier === undefined) return { points: 0, because: 'no tier' };
  return { points: Object.hasOwn(tiers, tier) ? (tiers[tier] ?? 0) : 0, because: tier };
}

export function repeatedContactShare(
  { unanswered, returns }: PriorityInputs,
  { repeatedContact }: PriorityPolicyDocument,
): Share {
  const { perMessage, perReturn, max } = repeatedContact;
  const points = Math.max(0, unanswered - 1) * perMessage + returns * perReturn;
  return { points: Math.min(max, points), because: `${unanswered} unanswered, back ${returns} times` };
}
