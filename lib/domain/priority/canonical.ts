import { comparePositions } from '#domain/message.ts';
import type { PriorityInputs, Said } from '#domain/priority/inputs.ts';

/** One form for equal inputs, so that equal inputs have one hash: keys by the alphabet, messages and sets in one order. */

function saidInOrder({ id, sentAt, ...found }: Said): Said {
  const { engagement, flags, followers, intent, sentiment, unsure, urgency, verified } = found;
  return {
    engagement,
    flags: flags?.toSorted(),
    followers,
    id,
    intent,
    sentAt,
    sentiment,
    unsure: unsure?.toSorted(),
    urgency,
    verified,
  };
}

/** Inputs in canonical form; as JSON they are the same text whenever they are equal. */
export function canonical(given: PriorityInputs): PriorityInputs {
  const { at, raised, replyWindowClosesAt, returns, said, tier, unanswered, visibility, waitingSince } = given;
  return {
    at,
    raised,
    replyWindowClosesAt,
    returns,
    said: said.map(saidInOrder).sort(comparePositions),
    tier,
    unanswered,
    visibility,
    waitingSince,
  };
}
