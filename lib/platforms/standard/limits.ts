import { characters, type ReplyRules } from '#platforms/reply-rules.ts';

/** Our own bound for the generic inlet: what an agent may write in one go. */
export const standardBounds = { maxLength: 10_000, unit: 'characters', measure: characters };

export const standardReplies: ReplyRules = {
  'standard.public': [{ ...standardBounds, kind: 'public_reply', visibility: 'public' }],
  'standard.private': [{ ...standardBounds, kind: 'private_message', visibility: 'private' }],
};
