/** CloudFormation's intrinsic functions, evaluated against whatever the scope knows. */

/** What an expression may refer to. Each member throws when the name is unknown. */
export interface Scope {
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  imported(exportName: string): unknown;
  output(stackName: string, outputName: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, key: string, second: string): unknown;
}

/** What `AWS::NoValue` evaluates to: the property or list element that holds it disappears. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** An expression that can't be evaluated: an unknown function, or arguments of the wrong shape. */
export class IntrinsicError extends Error {
  override readonly name = 'IntrinsicError';
}

type Evaluate = (expression: unknown) => unknown;
type Intrinsic = (argument: unknown, scope: Scope, evaluate: Evaluate) => unknown;

/** Evaluates an expression with everything inside it. */
export function evaluate(expression: unknown, scope: Scope): unknown {
  if (Array.isArray(expression)) {
    return expression.map((element) => evaluate(element, scope)).filter((element) => element !== NO_VALUE);
  }
  if (typeof expression !== 'object' || expression === null) return expression;
  const entries = Object.entries(expression);
  const [only] = entries;
  if (only && entries.length === 1 && isIntrinsic(only[0])) return call(only[0], only[1], scope);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, evaluate(value, scope)]).filter(([, value]) => value !== NO_VALUE),
  );
}

/** Whether a key of a one-key object names a function rather than a property. */
export function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** Evaluates the expression of a condition, where `{Condition: name}` refers to another one. */
export function evaluateCondition(expression: unknown, scope: Scope): boolean {
  if (typeof expression === 'object' && expression !== null && 'Condition' in expression) {
    return scope.condition(text(expression.Condition, 'Condition'));
  }
  const value = evaluate(expression, scope);
  return value === true || value === 'true';
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = INTRINSICS[name];
  if (!intrinsic) throw new IntrinsicError(`${name} is not supported by the local run`);
  return intrinsic(argument, scope, (expression) => evaluate(expression, scope));
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => (name === 'AWS::NoValue' ? NO_VALUE : scope.ref(text(name, 'Ref'))),
  'Fn::GetAtt': (argument, scope, inner) => {
    const [id, attribute] = attributePath(inner(argument));
    return scope.attribute(id, attribute);
  },
  'Fn::ImportValue': (argument, scope, inner) => scope.imported(text(inner(argument), 'Fn::ImportValue')),
  'Fn::GetStackOutput': (argument, scope, inner) => {
    const { StackName, OutputName } = inner(argument) as Record<string, unknown>;
    return scope.output(text(StackName, 'Fn::GetStackOutput'), text(OutputName, 'Fn::GetStackOutput'));
  },
  'Fn::Join': (argument, _scope, inner) => {
    const [separator, parts] = list(inner(argument), 'Fn::Join');
    return list(parts, 'Fn::Join').map(String).join(text(separator, 'Fn::Join'));
  },
  'Fn::Split': (argument, _scope, inner) => {
    const [separator, whole] = list(inner(argument), 'Fn::Split');
    return text(whole, 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::Select': (argument, _scope, inner) => {
    const [index, elements] = list(inner(argument), 'Fn::Select');
    return list(elements, 'Fn::Select')[Number(index)];
  },
  'Fn::Sub': (argument, scope, inner) => substitute(argument, scope, inner),
  'Fn::If': (argument, scope, inner) => {
    const [name, yes, no] = list(argument, 'Fn::If');
    return inner(scope.condition(text(name, 'Fn::If')) ? yes : no);
  },
  'Fn::Equals': (argument, _scope, inner) => {
    const [left, right] = list(inner(argument), 'Fn::Equals');
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => list(argument, 'Fn::And').every((part) => evaluateCondition(part, scope)),
  'Fn::Or': (argument, scope) => list(argument, 'Fn::Or').some((part) => evaluateCondition(part, scope)),
  'Fn::Not': (argument, scope) => !evaluateCondition(list(argument, 'Fn::Not')[0], scope),
  'Fn::FindInMap': (argument, scope, inner) => {
    const [map, key, second] = list(inner(argument), 'Fn::FindInMap');
    return scope.mapping(String(map), String(key), String(second));
  },
  'Fn::Base64': (argument, _scope, inner) => Buffer.from(text(inner(argument), 'Fn::Base64')).toString('base64'),
  'Fn::ToJsonString': (argument, _scope, inner) => JSON.stringify(inner(argument)),
  'Fn::Length': (argument, _scope, inner) => list(inner(argument), 'Fn::Length').length,
  'Fn::GetAZs': (_argument, scope) => ['a', 'b', 'c'].map((zone) => `${String(scope.ref('AWS::Region'))}${zone}`),
};

function substitute(argument: unknown, scope: Scope, inner: Evaluate): string {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : list(argument, 'Fn::Sub');
  const given = (inner(variables ?? {}) ?? {}) as Record<string, unknown>;
  return text(template, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(given, name)) return String(given[name]);
    return String(name.includes('.') ? scope.attribute(...attributePath(name)) : scope.ref(name));
  });
}

/** The two parts of `Fn::GetAtt`, written as a list or with a dot. */
export function attributePath(argument: unknown): [logicalId: string, attribute: string] {
  const whole = Array.isArray(argument) ? argument.join('.') : text(argument, 'Fn::GetAtt');
  const dot = whole.indexOf('.');
  if (dot < 0) throw new IntrinsicError(`Fn::GetAtt of ${whole} names no attribute`);
  return [whole.slice(0, dot), whole.slice(dot + 1)];
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new IntrinsicError(`${name} needs a string, not ${JSON.stringify(value)}`);
}

function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new IntrinsicError(`${name} needs a list, not ${JSON.stringify(value)}`);
}
