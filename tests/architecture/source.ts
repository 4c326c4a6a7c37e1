import { posix } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { type Found, isNode, type Node, nameOf, nodesOf, parsed } from './syntax.ts';

/** A TypeScript file as the rules read it. */
export interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly nodes: readonly Found[];
  /** The line, from 1, on which an offset stands. */
  readonly lineAt: (offset: number) => number;
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file in the repository; undefined for a package. */
  readonly path: string | undefined;
  readonly isType: boolean;
  /** What is taken by name. */
  readonly names: readonly string[];
  readonly line: number;
}

const ALIASES = Object.entries(manifest.imports).map(
  ([alias, target]) => [alias.replace('*', ''), target.replace(/^\.\/|\*$/g, '')] as const,
);

function resolved(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const alias = ALIASES.find(([prefix]) => specifier.startsWith(prefix));
  return alias && `${alias[1]}${specifier.slice(alias[0].length)}`;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

/** `import type`, or an import of which every name is marked as a type. */
function isTypeOnly(node: Node, specifiers: readonly Node[]): boolean {
  if (node.type === 'TSImportType') return true;
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  return specifiers.length > 0 && specifiers.every((each) => each['importKind'] === 'type');
}

function importOf(node: Node): Omit<Import, 'path' | 'line'> | undefined {
  const source = nameOf(node['source']);
  if (!IMPORTING.has(node.type) || source === undefined) return undefined;
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  const names = specifiers.flatMap((each) => nameOf(each['imported']) ?? []);
  return { specifier: source, isType: isTypeOnly(node, specifiers), names };
}

/** Reads a file. @throws {Error} when it is no TypeScript. */
export function sourceOf(path: string, text: string): Source {
  const nodes = [...nodesOf(parsed(path, text).root)];
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const imports = nodes.flatMap(({ node }) => {
    const found = importOf(node);
    return found ? [{ ...found, path: resolved(path, found.specifier), line: lineAt(node.start) }] : [];
  });
  return { path, lines: text.replace(/\n$/, '').split('\n').length, imports, nodes, lineAt };
}
