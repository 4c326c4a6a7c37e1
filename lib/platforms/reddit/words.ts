import { textOfEscaped } from '#platforms/html-text.ts';
import type { Thing } from './schema.ts';

/** What stands in place of words that were taken back by who wrote them, or taken away by a moderator. */
const GONE = new Set(['[deleted]', '[removed]', '[ Removed by Reddit ]']);

/** Whether the words are gone; a post keeps its title, and counts as gone with its text. */
export function isGone({ body, selftext }: Thing): boolean {
  return GONE.has(body ?? selftext ?? '');
}

/**
 * The words as they were written, in Markdown. Reddit escapes `&`, `<` and `>` unless `raw_json=1` was asked for, and then
 * its HTML too, which shows it.
 */
export function wordsOf({ body, body_html, title, selftext, selftext_html, subject }: Thing): string | undefined {
  const isEscaped = (body_html ?? selftext_html)?.startsWith('&lt;') === true;
  const written = title === undefined ? body || subject : [title, selftext].filter(Boolean).join('\n');
  return (isEscaped ? written && textOfEscaped(written) : written) || undefined;
}
