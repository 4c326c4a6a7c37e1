import type { DocumentMistake } from '#domain/document-mistake.ts';
import { textMistakes, twiceMistakes } from '#domain/name-mistakes.ts';
import type { Condition } from '#domain/policy/policy.ts';

/** What is wrong with the condition of a rule that fits its schema: it would never hold, and nobody would notice. */

const LISTS = ['platform', 'channel', 'tier', 'team'] as const;

/** Whether a platform, or the one that a channel such as `x.mention` is of, is spoken here. */
function unknownPlatforms(when: Condition, pointer: string, platforms: readonly string[]): DocumentMistake[] {
  const mend = `Name one of: ${platforms.join(', ')}.`;
  return (['platform', 'channel'] as const).flatMap((list) =>
    (when[list] ?? []).flatMap((name, index) => {
      const platform = list === 'channel' ? name.replace(/\..*/s, '') : name;
      if (name.trim() === '' || platforms.includes(platform)) return [];
      const detail =
        list === 'channel' ? 'A channel of no platform that is known.' : 'No platform of this name is known.';
      const how = list === 'channel' ? `Begin it with the platform, such as x.mention. ${mend}` : mend;
      return [{ pointer: `${pointer}/${list}/${index}`, detail, mend: how }];
    }),
  );
}

/** @param platforms the names of those that are spoken. */
export function conditionMistakes(when: Condition, pointer: string, platforms: readonly string[]): DocumentMistake[] {
  const texts = LISTS.flatMap((list) => [
    ...(when[list] ?? []).flatMap((name, index) => textMistakes(name, `${pointer}/${list}/${index}`)),
    ...twiceMistakes(when[list] ?? [], `${pointer}/${list}`),
  ]);
  return [
    ...texts,
    ...twiceMistakes(when.priority ?? [], `${pointer}/priority`),
    ...unknownPlatforms(when, pointer, platforms),
  ];
}
