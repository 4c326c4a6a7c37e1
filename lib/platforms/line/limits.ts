import { type Answered, characters, type ReplyLimits, type ReplyRules } from '#platforms/reply-rules.ts';

/** Messaging API reference, "Text message": 5,000 characters, counted in UTF-16 code units ("Character counting"). */
const limits: ReplyLimits = { maxLength: 5_000, unit: 'characters', measure: characters };

/** A channel in standby has handed the talk to another: it must not answer (Messaging API, "Channel state"). */
function standby({ answerWith }: Answered): string | undefined {
  return answerWith?.['mode'] === 'standby' ? 'standby' : undefined;
}

export const lineReplies: ReplyRules = {
  'line.dm': [{ kind: 'private_message', visibility: 'private', ...limits, refuses: standby }],
  'line.group': [{ kind: 'public_reply', visibility: 'public', ...limits, refuses: standby }],
};
