import { parseSync } from 'oxc-parser';

/** A thin view of the syntax tree: nodes with a type and a place, whatever else they hold. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A node with the way that leads to it, nearest parent first. */
export interface Found {
  readonly node: Node;
  readonly parents: readonly Node[];
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Every node below this one, itself included. */
export function* nodesOf(node: Node, parents: readonly Node[] = []): Generator<Found> {
  yield { node, parents };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child, [node, ...parents]);
    }
  }
}

/** The name of an identifier or of a property; undefined when it has none. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Identifier' || value.type === 'PrivateIdentifier') return String(value['name']);
  return value.type === 'Literal' ? String(value['value']) : undefined;
}

/** The dotted name of a member expression, such as `Date.now`; undefined when it is computed otherwise. */
export function dottedName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return nameOf(node);
  const object = isNode(node['object']) ? dottedName(node['object']) : undefined;
  const property = nameOf(node['property']);
  return object && property ? `${object}.${property}` : undefined;
}

/** @throws {Error} when the file is no TypeScript. */
export function parsed(path: string, text: string) {
  const { program, module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  return { root: program as unknown as Node, module };
}
