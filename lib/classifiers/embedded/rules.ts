import type { Flag, Intent, Urgency } from '#domain/classification.ts';

/**
 * The rule table of the first classifier: what words speak for which label, and how surely. Rules are tried in order and
 * the surest match wins; a tie goes to the rule that stands first. English only.
 */
export interface Rule<Label> {
  readonly label: Label;
  readonly pattern: RegExp;
  /** 0 to 1: how often the words mean the label. */
  readonly confidence: number;
}

export const URGENCY_RULES: readonly Rule<Urgency>[] = [
  {
    label: 'critical',
    confidence: 0.9,
    pattern:
      /\b(on fire|caught fire|smoke|sparks?|electric shock|injur\w*|bleeding|burn(ed|t|s)?|hospital|emergency|life[- ]threatening|danger(ous)?|unsafe)\b/giu,
  },
  {
    label: 'critical',
    confidence: 0.8,
    pattern: /\b(fraud(ulent)?|hacked|stolen|unauthori[sz]ed (charge|payment|access)|identity theft)\b/giu,
  },
  {
    label: 'high',
    confidence: 0.8,
    pattern: /\b(urgent(ly)?|asap|immediately|right now|stranded|locked out|can'?t (work|board|pay)|deadline)\b/giu,
  },
  {
    label: 'high',
    confidence: 0.7,
    pattern:
      /\b(outage|(is|are|it'?s|site|app|service|network|everything) (still )?down|not working|stopped working|nothing works|no (service|signal|internet|power))\b/giu,
  },
  {
    label: 'high',
    confidence: 0.6,
    pattern: /\b(still waiting|third time|for (hours|days|weeks)|no (answer|reply|response)|today)\b/giu,
  },
  {
    label: 'low',
    confidence: 0.7,
    pattern: /\b(no rush|whenever you (can|have time)|just (curious|wondering)|thank(s| you)|love)\b/giu,
  },
];

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

export const FLAG_RULES: readonly Rule<Flag>[] = [
  {
    label: 'legal',
    confidence: 0.85,
    pattern: /\b(lawyer|attorney|solicitor|lawsuit|sue|legal action|small claims|ombudsman|regulator)\b/giu,
  },
  {
    label: 'safety',
    confidence: 0.85,
    pattern: /\b(on fire|caught fire|injur\w*|bleeding|electric shock|unsafe|danger(ous)?)\b/giu,
  },
  {
    label: 'threat_to_leave',
    confidence: 0.7,
    pattern:
      /\b(never again|switch(ing)? to|leaving you|cancel\w* (my|the) (contract|subscription|account)|lost a customer)\b/giu,
  },
  { label: 'press', confidence: 0.7, pattern: /\b(journalist|reporter|newspaper|going to the press|the media)\b/giu },
  {
    label: 'sarcasm',
    confidence: 0.6,
    pattern:
      /\b(thanks (a lot )?for (nothing|the (delay|wait|\w+[- ]hour))|oh great|just what i needed|love waiting|nice one)\b/giu,
  },
  {
    label: 'spam',
    confidence: 0.6,
    pattern: /\b(follow me|free followers|click here|crypto giveaway|earn \$?\d+ (a|per) day)\b/giu,
  },
];
