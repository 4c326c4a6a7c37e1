import { madeWhenAsked } from '#platforms/made-when-asked.ts';

/**
 * Where X sees a URL in a text, close to twitter-text's rules. The one departure: twitter-text knows every top-level
 * domain, we know the shape of one after `https://` and the common ones where no scheme is written.
 */

const LETTER = '[\\p{L}\\p{M}\\p{N}]';
const LABEL = `${LETTER}(?:[\\p{L}\\p{M}\\p{N}_\\-]{0,61}${LETTER})?`;
const SCHEMED = `https?://(?<host>(?:${LABEL}\\.)+(?:\\p{L}{2,24}|xn--[a-z0-9\\-]{2,59}))`;

const GENERIC =
  'com|net|org|edu|gov|mil|info|biz|name|mobi|app|dev|shop|store|online|site|xyz|blog|cloud|news|live|help|tech';
const ASCII_LABEL = '[a-z0-9](?:[a-z0-9_\\-]{0,61}[a-z0-9])?';
/** A country's domain with a single name before it is a URL only with a path, unless it is `.co` or `.tv`. */
const BARE = `(?<![\\-_./])(?:(?:${ASCII_LABEL}\\.)+(?:${GENERIC}|co|tv)|(?:${ASCII_LABEL}\\.){2,}[a-z]{2}|${ASCII_LABEL}\\.[a-z]{2}(?=/))`;

const PATH_CHARACTER = "[a-z0-9\\u0400-\\u04ff\\u00c0-\\u024f!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&]";
/** Brackets belong to a path in pairs, and once inside another: `/Rome_(city)`. */
const BRACKETS = `\\((?:${PATH_CHARACTER}+|${PATH_CHARACTER}*\\(${PATH_CHARACTER}+\\)${PATH_CHARACTER}*)\\)`;
const PATH_END = `(?:[a-z0-9\\u0400-\\u04ff\\u00c0-\\u024f=_#/+\\-]|${BRACKETS})`;
const PATH = `${PATH_CHARACTER}*(?:${BRACKETS}${PATH_CHARACTER}*)*${PATH_END}`;
const TAIL = `(?::\\d+)?(?:/(?:${PATH})?)?(?:\\?[a-z0-9!?*'();:&=+$/%#\\[\\]\\-_.,~|@]*[a-z0-9\\-_&=#/])?`;

/** Not inside a word, a handle, a hashtag, a cashtag or an e-mail address; the name must end where it seems to. */
const urlPattern = madeWhenAsked(
  () => new RegExp(`(?<![a-z0-9@\\uff20$#\\uff03])(?:${SCHEMED}|${BARE})(?![\\p{L}\\p{N}@+\\-])${TAIL}`, 'giu'),
);

const MAX_LABEL = 63;

/** The text without its URLs, and how many there were. */
export function withoutUrls(text: string): { readonly rest: string; readonly urls: number } {
  let urls = 0;
  const rest = text.replace(urlPattern(), (match: string, host?: string) => {
    if (host && !isHost(host)) return match;
    urls += 1;
    return '';
  });
  return { rest, urls };
}

/** A name's labels are bounded as they travel: a label of 60 kana is too long once it is written in ASCII. */
function isHost(host: string): boolean {
  const { hostname } = URL.parse(`http://${host}`) ?? { hostname: '' };
  return hostname !== '' && hostname.split('.').every((label) => label.length <= MAX_LABEL);
}
