import { NETWORK_DOORS } from './import-rules.ts';
import { type Kind, placeOf } from './places.ts';
import type { Source } from './source.ts';
import { dottedName, type Found, isNode, type Node } from './syntax.ts';
import type { Violation } from './violation.ts';

/** What code may not do where it lies: clocks, chance, the network, branches in wiring, skipped tests. */

interface Ban {
  readonly rule: string;
  /** Files that may. */
  readonly except?: RegExp;
  readonly kinds: ReadonlySet<Kind>;
  readonly isBroken: (found: Found) => boolean;
  readonly problem: string;
  readonly mend: string;
}

/** The member or identifier stands for a value here; it is no property's name. */
function isReference({ node, parents: [parent] }: Found): boolean {
  if (!parent) return false;
  if (parent.type === 'MemberExpression' && parent['property'] === node) return parent['computed'] === true;
  return !(parent['key'] === node && parent['computed'] !== true && parent['shorthand'] !== true);
}

const refersTo =
  (...names: readonly string[]) =>
  (found: Found): boolean => {
    const { type } = found.node;
    if (type !== 'Identifier' && type !== 'MemberExpression') return false;
    const name = dottedName(found.node);
    return name !== undefined && names.includes(name) && isReference(found);
  };

/** `new Date()` and `Date()` read the clock; with an argument they don't. */
function readsDate({ node }: Found): boolean {
  const isMade = node.type === 'NewExpression' || node.type === 'CallExpression';
  const args = node['arguments'];
  return isMade && isNode(node['callee']) && dottedName(node['callee']) === 'Date' && (args as unknown[]).length === 0;
}

const BRANCHES = new Set([
  'IfStatement',
  'ConditionalExpression',
  'SwitchStatement',
  'LogicalExpression',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
  'TryStatement',
]);

const PURE = new Set<Kind>(['domain', 'platforms', 'platform', 'contracts', 'contract-docs', 'classifiers', 'story']);
const CLOCK = ['Date.now', 'performance.now', 'process.hrtime', 'process.hrtime.bigint'];
const CHANCE = ['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'];

const BANS: readonly Ban[] = [
  {
    rule: 'no-clock',
    kinds: PURE,
    isBroken: (found) => readsDate(found) || refersTo(...CLOCK)(found),
    problem: 'reads the clock.',
    mend: 'take the instant as an argument (the port Clock).',
  },
  {
    rule: 'no-randomness',
    kinds: PURE,
    isBroken: refersTo(...CHANCE),
    problem: 'rolls dice.',
    mend: 'take the id as an argument (the port NewId).',
  },
  {
    rule: 'no-fetch',
    kinds: new Set([...PURE, 'handler', 'env', 'shell', 'constructs', 'stacks']),
    isBroken: refersTo('fetch', 'globalThis.fetch'),
    problem: 'calls the network.',
    mend: 'put the call into lib/adapters behind a port.',
  },
  {
    // An address out of a payload could lead anywhere: one adapter checks where, the other only knows the platforms' own.
    rule: 'one-door',
    kinds: new Set(['adapters']),
    except: NETWORK_DOORS,
    isBroken: refersTo(...['fetch', 'WebSocket', 'EventSource'].flatMap((name) => [name, `globalThis.${name}`])),
    problem: 'opens a way of its own to the network.',
    mend: 'fetch an address that somebody sent us by checked-fetch.ts, speak to a platform by http-sender.ts.',
  },
  {
    rule: 'no-environment',
    kinds: new Set([...PURE, 'adapters', 'env', 'shell', 'constructs', 'stacks']),
    isBroken: refersTo('process.env'),
    problem: 'reads process.env.',
    mend: 'read it in handler.ts by the schema of env.ts; stages are literals in bin/app.ts.',
  },
  {
    rule: 'no-console',
    kinds: new Set([...PURE, 'adapters', 'handler', 'env', 'shell', 'constructs', 'stacks']),
    isBroken: refersTo('console'),
    problem: 'writes to the console.',
    mend: 'say it through the port Log (functions/shell/log.ts), ids only.',
  },
  {
    rule: 'no-zod-core',
    kinds: new Set([...PURE, 'adapters', 'handler', 'env', 'shell']),
    isBroken: refersTo('z.core', 'z.locales'),
    problem: 'takes a whole namespace of zod, and with it all of zod into every bundle.',
    mend: 'use safeParse, and throw an error of ours.',
  },
  {
    rule: 'handler-branches',
    kinds: new Set(['handler']),
    isBroken: ({ node }) => BRANCHES.has(node.type),
    problem: 'a handler branches.',
    mend: 'move the decision into the story; a handler only wires.',
  },
  {
    rule: 'no-skipped-tests',
    kinds: new Set(['tests']),
    isBroken: refersTo(
      ...['describe', 'it', 'test', 'suite'].flatMap((name) => ['skip', 'only', 'todo'].map((end) => `${name}.${end}`)),
    ),
    problem: 'a test is skipped, or runs alone.',
    mend: 'run it, mend it or delete it; skipIf is for what a machine lacks.',
  },
];

/** Every ban that a file breaks. */
export function codeViolations({ path: file, nodes, lineAt }: Source): Violation[] {
  const { kind } = placeOf(file);
  const bans = BANS.filter(({ kinds, except }) => kinds.has(kind) && !except?.test(file));
  const at = (node: Node) => lineAt(node.start);
  return bans.flatMap(({ rule, isBroken, problem, mend }) =>
    nodes.filter(isBroken).map(({ node }) => ({ file, line: at(node), rule, problem, mend })),
  );
}
