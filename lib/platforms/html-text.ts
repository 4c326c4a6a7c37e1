/** Words that a network sends as HTML, as they were written. */

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const ENTITY = /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>[a-z]{2,8}));/gi;

/** A block after a block: a paragraph, a list, a quotation. */
const BLOCKS = /<\/(?:p|ul|ol|pre|blockquote|div)>\s*<(?:p|ul|ol|pre|blockquote|div)(?:\s[^<>]*)?>/gi;

/** Ends of lines, of list items and of blocks, and what a link shows; other tags only dress the words. */
export function textOfHtml(html: string): string {
  const lines = html
    .replace(/<br\s*\/?>\n?/gi, '\n')
    .replace(BLOCKS, '\n\n')
    .replace(/<\/li>\s*<li(?:\s[^<>]*)?>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  return decodedEntities(lines);
}

/**
 * Plain text of a network that escapes `&`, `<` and `>` in it, and nothing else: tags and other entities are words.
 */
export function textOfEscaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, decodedEntities);
}

/** Each entity once: `&amp;lt;` is `&lt;`. What is no entity stays. */
function decodedEntities(text: string): string {
  return text.replace(ENTITY, (entity: string, ...rest: unknown[]) => {
    const { hex, decimal, name } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (name) return NAMED[name.toLowerCase()] ?? entity;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
  });
}
