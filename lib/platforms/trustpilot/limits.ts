import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/** Trustpilot documents no bound for an answer: this is one that no sensible answer reaches. */
export const answerRule: ReplyRule = {
  kind: 'review_answer',
  visibility: 'public',
  maxLength: 4_096,
  unit: 'characters',
  measure: characters,
};

/** Reviews of products are answered in a conversation that must be opened first: not from here. */
export const trustpilotReplies: ReplyRules = { 'trustpilot.review': [answerRule] };
