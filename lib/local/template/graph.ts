/** All stacks as one graph of resources, in the order in which they can be made. */
import type { Stack, Template } from './assembly.ts';
import { evaluate, evaluateCondition, IntrinsicError, type Scope } from './intrinsics.ts';
import { ACCOUNT, REGION } from './names.ts';
import { referencesOf } from './references.ts';

/** A resource as its template has it, properties unevaluated. */
export interface Node {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Definition = Template['Resources'][string];

/** Finds a resource by stack and logical id. */
export const nodeKey = (stack: string, logicalId: string): string => `${stack}/${logicalId}`;

/** A scope that knows parameters, conditions and mappings, but no resource yet. */
export function staticScope(stack: Stack): Scope {
  const unknown = (what: string) => (): never => {
    throw new IntrinsicError(`${what} can't be used here`);
  };
  const scope: Scope = {
    ref: (name) => staticRef(stack, name),
    attribute: unknown('Fn::GetAtt'),
    imported: unknown('Fn::ImportValue'),
    output: unknown('Fn::GetStackOutput'),
    condition: (name) => evaluateCondition(stack.template.Conditions[name], scope),
    mapping: (map, key, second) => stack.template.Mappings[map]?.[key]?.[second],
  };
  return scope;
}

/** Resources whose condition holds, each after all that it refers to. */
export function orderedNodes(stacks: readonly Stack[]): Node[] {
  const nodes = new Map(stacks.flatMap(liveNodes).map((node) => [nodeKey(node.stack.name, node.logicalId), node]));
  const sources: Sources = { exports: exportsOf(stacks), stacks };
  const done = new Set<string>();
  const ordered: Node[] = [];
  const visit = (key: string, path: readonly string[]): void => {
    const node = nodes.get(key);
    if (!node || done.has(key)) return;
    if (path.includes(key)) throw new IntrinsicError(`Circular references: ${[...path, key].join(' -> ')}`);
    for (const dependency of dependenciesOf(node, sources)) visit(dependency, [...path, key]);
    done.add(key);
    ordered.push(node);
  };
  for (const key of nodes.keys()) visit(key, []);
  return ordered;
}

/** Where each export comes from. */
export type Exports = ReadonlyMap<string, { readonly stack: Stack; readonly value: unknown }>;

/** The exports of all stacks by name. */
export function exportsOf(stacks: readonly Stack[]): Exports {
  return new Map(
    stacks.flatMap((stack) =>
      Object.values(stack.template.Outputs).flatMap(({ Export, Value }) =>
        Export ? [[String(evaluate(Export.Name, staticScope(stack))), { stack, value: Value }] as const] : [],
      ),
    ),
  );
}

function liveNodes(stack: Stack): Node[] {
  const scope = staticScope(stack);
  return Object.entries(stack.template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([logicalId, definition]) => nodeOf(stack, logicalId, definition));
}

function nodeOf(stack: Stack, logicalId: string, { Type, Properties = {} }: Definition): Node {
  return { stack, logicalId, type: Type, properties: Properties };
}

/** Where values of other stacks come from. */
interface Sources {
  readonly exports: Exports;
  readonly stacks: readonly Stack[];
}

function dependenciesOf({ stack, logicalId, properties }: Node, sources: Sources): string[] {
  const explicit = [stack.template.Resources[logicalId]?.DependsOn ?? []].flat();
  return [...explicit.map((id) => nodeKey(stack.name, id)), ...referredFrom(stack, properties, sources)];
}

function referredFrom(stack: Stack, expression: unknown, sources: Sources): string[] {
  const { names, imports, outputs } = referencesOf(expression);
  return [
    ...[...names].map((name) => nodeKey(stack.name, name)),
    ...imports.flatMap((name) => {
      const source = sources.exports.get(String(evaluate(name, staticScope(stack))));
      return source ? referredFrom(source.stack, source.value, sources) : [];
    }),
    ...outputs.flatMap(([name, output]) => {
      const other = sources.stacks.find((candidate) => candidate.name === name);
      return other ? referredFrom(other, other.template.Outputs[output]?.Value, sources) : [];
    }),
  ];
}

const PSEUDO_PARAMETERS: Readonly<Record<string, unknown>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NotificationARNs': [],
};

function staticRef(stack: Stack, name: string): unknown {
  if (name === 'AWS::StackName') return stack.name;
  if (name === 'AWS::StackId') return `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stack.name}/local`;
  if (Object.hasOwn(PSEUDO_PARAMETERS, name)) return PSEUDO_PARAMETERS[name];
  const parameter = stack.template.Parameters[name];
  if (parameter) return parameter.Default;
  throw new IntrinsicError(`${name} of ${stack.name} is no parameter and not made yet`);
}
