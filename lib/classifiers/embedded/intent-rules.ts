import type { Rule } from '#classifiers/embedded/rule.ts';
import type { Intent } from '#domain/classification.ts';

/** What the customer wants. */
export const INTENT_RULES: readonly Rule<Intent>[] = [
  {
    label: 'safety',
    confidence: 0.9,
    pattern:
      /\b(on fire|caught fire|smoke|sparks?|electric shock|injur\w*|bleeding|burn(ed|t|s)?|unsafe|danger(ous)?|recall)\b/giu,
  },
  {
    label: 'fraud',
    confidence: 0.85,
    pattern: /\b(fraud(ulent)?|scam(med)?|hacked|phishing|stolen|unauthori[sz]ed|identity theft)\b/giu,
  },
  {
    label: 'legal',
    confidence: 0.85,
    pattern:
      /\b(lawyer|attorney|solicitor|lawsuit|sue|legal action|small claims|ombudsman|regulator|trading standards|gdpr)\b/giu,
  },
  {
    label: 'outage',
    confidence: 0.75,
    pattern:
      /\b(outage|(is|are|it'?s|site|app|service|network|everything) (still )?down|not working|stopped working|crash(es|ed|ing)?|broken|error|bug|no (service|signal|internet))\b/giu,
  },
  {
    label: 'account_access',
    confidence: 0.75,
    pattern: /\b(log ?in|password|locked out|sign in|two[- ]factor|verification code|reset link|my account)\b/giu,
  },
  {
    label: 'billing',
    confidence: 0.75,
    pattern: /\b(refund\w*|charged?|invoice|bill(ed|ing)?|overcharg\w*|payment|money back|direct debit)\b/giu,
  },
  {
    label: 'cancellation',
    confidence: 0.75,
    pattern: /\b(cancel\w*|unsubscribe|close my account|end my (contract|subscription)|switch(ing)? to)\b/giu,
  },
  {
    label: 'delivery',
    confidence: 0.7,
    pattern:
      /\b(deliver\w*|parcel|package|shipping|shipment|courier|tracking|my order|lost (luggage|bag)|delay(ed|s)?)\b/giu,
  },
  {
    label: 'complaint',
    confidence: 0.65,
    pattern:
      /\b(terrible|worst|awful|rude|unacceptable|disgrace\w*|useless|ridiculous|joke|disappoint\w*|complain\w*|fed up|never again)\b/giu,
  },
  {
    label: 'praise',
    confidence: 0.65,
    pattern:
      /\b(thank(s| you)|love|great (job|service|work)|amazing|brilliant|well done|kudos|shout ?out|awesome)\b/giu,
  },
  {
    label: 'sales',
    confidence: 0.6,
    pattern: /\b(how much|price|pricing|in stock|available in|discount|upgrade|do you sell|quote)\b/giu,
  },
  {
    label: 'how_to',
    confidence: 0.55,
    pattern: /\b(how (do|can|to)|where (do|can|is)|what time|is it possible|can i)\b/giu,
  },
  {
    label: 'feedback',
    confidence: 0.55,
    pattern: /\b(suggest\w*|feature request|would be (nice|great)|please add|wish you)\b/giu,
  },
];
