/** A message as the classifier reads it: words, marks and signs, each with its place in the text. */

export type TokenKind = 'word' | 'number' | 'mention' | 'link' | 'tag' | 'emoji' | 'mark';

export interface Token {
  readonly kind: TokenKind;
  /** As it is compared: lower case, without accents, repeats cut to two. */
  readonly form: string;
  /** Where it stands in the text, in UTF-16 units, [start, end). */
  readonly start: number;
  readonly end: number;
  /** Written in capitals, three letters or more. */
  readonly isLoud: boolean;
  /** A letter was drawn out ("sooo"). */
  readonly isLong: boolean;
}

/** Longer messages are read to here: what matters is said by then, and the time a message takes stays bounded. */
const MOST_TOKENS = 300;

const LINK = String.raw`https?:\/\/\S+|www\.\S+`;
const MENTION = String.raw`@[\p{L}\p{N}_]+`;
const TAG = String.raw`#[\p{L}\p{M}\p{N}_]+`;
const EMOTICON = String.raw`[:;=8]['’]?-?[)(DPpOo3\/\\|\[\]*]+(?![\p{L}\p{N}])|<\/?3+|\^_*\^|-_+-|[xX]D+\b`;
const EMOJI = String.raw`\p{Extended_Pictographic}(?:[\u{1F3FB}-\u{1F3FF}\uFE0F]|\u200D\p{Extended_Pictographic})*`;
const NUMBER = String.raw`[$€£₹]?\p{N}(?:[\p{N}.,:]*\p{N})?%?`;
// Some senders escape a text twice: an apostrophe may stand as its own escape, an ampersand as an entity.
const WORD = String.raw`[\p{L}\p{M}]+(?:(?:['’]|\\u2019)[\p{L}\p{M}]+)*|&amp;`;
const ESCAPE = String.raw`\\u[\da-fA-F]{4}|&(?:lt|gt|quot);`;
const MARK = String.raw`[!?¡¿؟]+|\.{2,}|…|[.,;:"“”«»()*।،]`;
const PATTERN = new RegExp(`${LINK}|${MENTION}|${TAG}|${ESCAPE}|${EMOTICON}|${EMOJI}|${WORD}|${NUMBER}|${MARK}`, 'gu');

/** Contractions that spell another word without their apostrophe. */
const KEEPS_APOSTROPHE = new Set(["we're", "i'll", "she'll", "we'll", "he'll", "she'd", "we'd", "he'd", "i'd"]);

const ASCII = /^[\0-\x7F]*$/;
const LETTER = /\p{L}/u;

/** Arabic letters that people write in several ways, and its ornaments. */
const withoutOrnament = (word: string): string =>
  word
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');

const REPEATS = /(.)\1{2,}/gu;
const COMBINING = /[\u0300-\u036F]/g;

/** A word as it is compared, whatever its case, accents and apostrophes. */
export function formOf(word: string): string {
  const lower = word.toLowerCase().replace(/’|\\u2019/g, "'");
  const bare = lower.includes("'") && !KEEPS_APOSTROPHE.has(lower) ? lower.replaceAll("'", '') : lower;
  const plain = ASCII.test(bare)
    ? bare
    : withoutOrnament(bare.normalize('NFD').replace(COMBINING, '').normalize('NFC'));
  return plain.replace(REPEATS, '$1$1');
}

function kindOf(raw: string): TokenKind {
  const code = raw.charCodeAt(0);
  if (code === 64) return 'mention';
  if (code === 35) return 'tag';
  if (raw === '&amp;') return 'word';
  if (code === 92 || code === 38) return 'mark';
  if (/^(?:https?:|www\.)/i.test(raw)) return 'link';
  if (/^[$€£₹]?\p{N}/u.test(raw)) return /^8-?[)D]/.test(raw) ? 'emoji' : 'number';
  if (/^[xX]D+$/.test(raw)) return 'emoji';
  if (LETTER.test(raw[0] ?? '') || (code >= 0xd800 && LETTER.test(raw))) return 'word';
  return /^(?:[!?¡¿؟]+|\.{2,}|…|[.,;:"“”«»()*।،])$/u.test(raw) ? 'mark' : 'emoji';
}

/** A number by its shape: money, time of day, or how many digits. */
function shapeOf(raw: string): string {
  if (/^[$€£₹]/u.test(raw)) return '<money>';
  if (raw.includes(':')) return '<time>';
  if (raw.endsWith('%')) return '<percent>';
  return `<${Math.min(raw.replace(/\D/g, '').length, 6)} digits>`;
}

const MARKS_RUN = /^[!?¡¿؟]{2,}$/;

function markOf(raw: string): string {
  if (raw.length > 3 && (raw[0] === '\\' || raw[0] === '&')) return '"';
  if (raw === '…' || raw.startsWith('..')) return '...';
  if (!MARKS_RUN.test(raw)) return raw;
  const asks = raw.includes('?');
  if (asks && raw.includes('!')) return '?!';
  return asks ? '??' : raw.length > 2 ? '!!!' : '!!';
}

const FORMS: Readonly<Record<TokenKind, (raw: string) => string>> = {
  word: formOf,
  number: shapeOf,
  mention: () => '<mention>',
  link: () => '<link>',
  tag: (raw) => formOf(raw.slice(1)),
  emoji: (raw) => raw.replace(/\uFE0F|[\u{1F3FB}-\u{1F3FF}]/gu, ''),
  mark: markOf,
};

const [FIRST_LETTER, LAST_LETTER] = ['a'.charCodeAt(0), 'z'.charCodeAt(0)];

/** Whether a word is already as it is compared, which most are: small English letters, none three times on end. */
function isPlain(raw: string): boolean {
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code < FIRST_LETTER || code > LAST_LETTER) return false;
    if (at > 1 && code === raw.charCodeAt(at - 1) && code === raw.charCodeAt(at - 2)) return false;
  }
  return true;
}

function tokenAt(raw: string, start: number): Token {
  if (isPlain(raw)) return { kind: 'word', form: raw, start, end: start + raw.length, isLoud: false, isLong: false };
  const kind = kindOf(raw);
  const isWord = kind === 'word' || kind === 'tag';
  return {
    kind,
    form: FORMS[kind](raw),
    start,
    end: start + raw.length,
    isLoud: isWord && raw.length > 2 && raw === raw.toUpperCase() && raw !== raw.toLowerCase(),
    isLong: isWord && /(.)\1{2,}/u.test(raw),
  };
}

/** The tokens of a text, at most the first 300. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PATTERN)) {
    tokens.push(tokenAt(match[0], match.index));
    if (tokens.length === MOST_TOKENS) break;
  }
  return tokens;
}
