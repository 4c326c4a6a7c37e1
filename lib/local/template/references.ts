/** What an expression depends on, found without evaluating it. */
import { attributePath } from './intrinsics.ts';

export interface References {
  /** Logical ids and parameters of the same stack. */
  readonly names: ReadonlySet<string>;
  /** Expressions of export names. */
  readonly imports: readonly unknown[];
  /** Outputs of other stacks, as `[stack, output]`. */
  readonly outputs: readonly (readonly [string, string])[];
}

interface Found {
  readonly names: Set<string>;
  readonly imports: unknown[];
  readonly outputs: [string, string][];
}

/** Every name an expression refers to. */
export function referencesOf(expression: unknown): References {
  const found: Found = { names: new Set(), imports: [], outputs: [] };
  walk(expression, found);
  return found;
}

function walk(value: unknown, found: Found): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    note(key, inner, found);
    walk(inner, found);
  }
}

function note(key: string, argument: unknown, found: Found): void {
  if (key === 'Ref' && typeof argument === 'string') found.names.add(argument);
  if (key === 'Fn::GetAtt' && (typeof argument === 'string' || isTextList(argument))) {
    found.names.add(attributePath(argument)[0]);
  }
  if (key === 'Fn::Sub') noteSubstitution(argument, found);
  if (key === 'Fn::ImportValue') found.imports.push(argument);
  if (key === 'Fn::GetStackOutput') noteOutput(argument, found);
}

function noteSubstitution(argument: unknown, found: Found): void {
  const template: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof template !== 'string') return;
  for (const [, name = ''] of template.matchAll(/\$\{([^!}][^}]*)\}/g)) found.names.add(name.split('.')[0] ?? name);
}

function noteOutput(argument: unknown, found: Found): void {
  const { StackName, OutputName } = argument as Record<string, unknown>;
  if (typeof StackName === 'string' && typeof OutputName === 'string') found.outputs.push([StackName, OutputName]);
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}
