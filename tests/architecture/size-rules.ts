import { placeOf } from './places.ts';
import type { Source } from './source.ts';
import { type Found, isNode, nameOf } from './syntax.ts';
import { isSuite, isTableTest } from './test-shapes.ts';
import type { Violation } from './violation.ts';

/** Budgets: lines of a file and of a function, parameters, lines of a handler. */

const BUDGETS = {
  fileLines: 150,
  constructLines: 200,
  testLines: 300,
  handlerLines: 30,
  functionLines: 40,
  constructorLines: 60,
  parameters: 3,
} as const;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function lineBudget(path: string): number {
  const { kind } = placeOf(path);
  if (kind === 'handler') return BUDGETS.handlerLines;
  if (kind === 'tests') return BUDGETS.testLines;
  return kind === 'constructs' ? BUDGETS.constructLines : BUDGETS.fileLines;
}

function fileViolation({ path: file, lines }: Source): Violation[] {
  const budget = lineBudget(file);
  if (lines <= budget) return [];
  const problem = `has ${lines} lines of at most ${budget}.`;
  return [{ file, line: 1, rule: 'file-length', problem, mend: 'split it where its subjects part.' }];
}

function functionName({ node, parents: [parent] }: Found): string {
  return nameOf(node['id']) ?? nameOf(parent?.['id']) ?? nameOf(parent?.['key']) ?? 'a function';
}

function lengthBudget({ parents: [parent] }: Found): number {
  return parent?.['kind'] === 'constructor' ? BUDGETS.constructorLines : BUDGETS.functionLines;
}

function functionViolations(source: Source, found: Found): Violation[] {
  const { node } = found;
  const line = source.lineAt(node.start);
  const lines = source.lineAt(node.end) - line + 1;
  const parameters = Array.isArray(node['params']) ? node['params'].length : 0;
  const budget = lengthBudget(found);
  const at = { file: source.path, line };
  const isTest = placeOf(source.path).kind === 'tests';
  const violations: Violation[] = [];
  if (lines > budget && !(isTest && isSuite(found))) {
    const problem = `${functionName(found)} has ${lines} lines of at most ${budget}.`;
    violations.push({ ...at, rule: 'function-length', problem, mend: 'name its steps as functions of their own.' });
  }
  if (parameters > BUDGETS.parameters && !isTableTest(found)) {
    const problem = `${functionName(found)} takes ${parameters} parameters of at most ${BUDGETS.parameters}.`;
    violations.push({ ...at, rule: 'parameters', problem, mend: 'take one named object.' });
  }
  return violations;
}

/** Every budget that a file exceeds. */
export function sizeViolations(source: Source): Violation[] {
  const functions = source.nodes.filter(({ node }) => FUNCTIONS.has(node.type) && isNode(node['body']));
  return [...fileViolation(source), ...functions.flatMap((found) => functionViolations(source, found))];
}
