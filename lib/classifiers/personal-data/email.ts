import type { PersonalDatum } from './finding.ts';

/** E-mail addresses, looked for around each `@`. */

const LOCAL_PART = /[\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]*[\p{L}\p{N}_+-])?$/u;
const DOMAIN = /(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}\p{L}{2,24}/uy;
const LONGEST_LOCAL_PART = 64;

/** Every e-mail address in a text. `@user@host` is a handle of the fediverse. */
export function emailsIn(text: string): PersonalDatum[] {
  const found: PersonalDatum[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const local = LOCAL_PART.exec(text.slice(Math.max(0, at - LONGEST_LOCAL_PART), at))?.[0];
    if (local === undefined || text[at - local.length - 1] === '@') continue;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (domain) found.push({ kind: 'email', span: [at - local.length, at + 1 + domain.length] });
  }
  return found;
}
