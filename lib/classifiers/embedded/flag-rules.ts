import type { Rule } from '#classifiers/embedded/rule.ts';
import type { Flag } from '#domain/classification.ts';

/** What needs particular care. */
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
