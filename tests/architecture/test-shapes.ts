import { dottedName, type Found, isNode, type Node, nodesOf } from './syntax.ts';

/** Functions that are lists of tests, or rows of a table of tests: budgets of ordinary functions do not fit them. */

/** What is called, through `it.each(table)`. */
function calleeName(call: Node): string {
  const { callee } = call as unknown as { callee: Node };
  const inner = callee.type === 'CallExpression' && isNode(callee['callee']) ? callee['callee'] : callee;
  return dottedName(inner) ?? '';
}

/** The call that this function is handed to. */
function receiverOf({ node, parents: [parent] }: Found): string | undefined {
  return parent?.type === 'CallExpression' && parent['callee'] !== node ? calleeName(parent) : undefined;
}

const describes = (node: Node): boolean =>
  [...nodesOf(node)].some(({ node: each }) => each.type === 'CallExpression' && /^describe\b/.test(calleeName(each)));

/** A suite, or a function that declares suites: its length is the file's. */
export function isSuite(found: Found): boolean {
  return /^describe\b/.test(receiverOf(found) ?? '') || describes(found.node);
}

/** The test of a table: it takes a row's columns. */
export function isTableTest(found: Found): boolean {
  return /\.(each|for)$/.test(receiverOf(found) ?? '');
}
