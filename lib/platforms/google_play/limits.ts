import { characters, type ReplyRule, type ReplyRules } from '#platforms/reply-rules.ts';

/** Google Play Developer API, "Reply to reviews": 350 characters. One answer to a review; a later one takes its place. */
export const answerRuleOfGooglePlay: ReplyRule = {
  kind: 'review_answer',
  visibility: 'public',
  maxLength: 350,
  unit: 'characters',
  measure: characters,
};

export const googlePlayReplies: ReplyRules = { 'google_play.review': [answerRuleOfGooglePlay] };
