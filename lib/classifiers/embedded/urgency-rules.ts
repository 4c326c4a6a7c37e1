import type { Rule } from '#classifiers/embedded/rule.ts';
import type { Urgency } from '#domain/classification.ts';

/** How soon somebody must look. */
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
