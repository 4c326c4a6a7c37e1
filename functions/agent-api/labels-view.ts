import type { LabelsView } from '#contracts/agent-api-labels.ts';
import { type Correction, inForce, type MessageLabels, type Said } from '#domain/label.ts';
import { type Sight, shown } from './sight.ts';

/** What people said of a message, as it may be seen. */

const saidOf = ({ sentiment, intent, urgency, flags, automationMaySpeak }: Said): Said => ({
  sentiment,
  intent,
  urgency,
  flags,
  automationMaySpeak,
});

function correctionOf({ id, by, at, why, said, was, classifier }: Correction, sight: Sight) {
  const told = why === undefined ? undefined : shown(why, sight);
  return { labelId: id, by, at, why: told, said: saidOf(said), was: saidOf(was), classifier };
}

export function labelsViewOf(labels: MessageLabels, sight: Sight): LabelsView {
  const { messageId, corrections } = labels;
  return {
    messageId,
    inForce: saidOf(inForce(labels)),
    corrections: corrections.map((correction) => correctionOf(correction, sight)),
  };
}
