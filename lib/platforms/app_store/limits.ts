import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/**
 * App Store Connect help, "Respond to reviews": 5,970 characters. One answer to a review; a later one takes its place.
 */
export const answerRuleOfAppStore: ReplyRule = {
  kind: 'review_answer',
  visibility: 'public',
  maxLength: 5_970,
  unit: 'characters',
  measure: characters,
};

export const appStoreReplies: ReplyRules = { 'app_store.review': [answerRuleOfAppStore] };
