/** The little Markdown that the generated pages are written in. */

/** Stands at the top of every generated page. */
export const GENERATED = '<!-- Made by `npm run docs` from the contracts. Do not edit by hand. -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
/** A table with a head, its columns aligned, so that it reads as text too and formatters leave it alone. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join('\n');
}

/** A fenced block. */
export function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

const WIDTH = 120;

/** JSON in a fenced block, indented, lists of plain values on one line where they fit. */
export function jsonBlock(value: unknown): string {
  const indented = JSON.stringify(value, null, 2);
  const joined = indented.replace(
    /^( *(?:"[^"]*": )?)\[\n([^[\]{}]*?)\n *\]/gmu,
    (list, head: string, items: string) => {
      const line = `${head}[${items.trim().replace(/,\n\s+/gu, ', ')}]`;
      return line.length < WIDTH ? line : list;
    },
  );
  return codeBlock('json', joined);
}
