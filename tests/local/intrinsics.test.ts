// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's own placeholders
import { describe, expect, it } from 'vitest';
import { evaluate, evaluateCondition, IntrinsicError, type Scope } from '#local/template/intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ Queue: 'the-queue', 'AWS::Region': 'us-east-1', List: ['a', 'b'] })[name] ?? `ref ${name}`,
  attribute: (id, attribute) => `${id}/${attribute}`,
  imported: (name) => `imported ${name}`,
  output: (stack, output) => `${stack}:${output}`,
  condition: (name) => name === 'Yes',
  mapping: (map, key, second) => `${map}.${key}.${second}`,
};

const value = (expression: unknown): unknown => evaluate(expression, scope);

describe('intrinsic functions', () => {
  it.each([
    ['Ref', { Ref: 'Queue' }, 'the-queue'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['Fn::GetAtt with a dot', { 'Fn::GetAtt': 'Queue.Nested.Arn' }, 'Queue/Nested.Arn'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }]] }, 'a-the-queue'],
    ['Fn::Join of a list that is referred to', { 'Fn::Join': ['', { Ref: 'List' }] }, 'ab'],
    ['Fn::Split', { 'Fn::Split': ['-', { Ref: 'Queue' }] }, ['the', 'queue']],
    ['Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Queue' }] }] }, 'queue'],
    [
      'Fn::Sub',
      { 'Fn::Sub': 'x-${Queue}-${Queue.Arn}-${AWS::Region}-${!Literal}' },
      'x-the-queue-Queue/Arn-us-east-1-${Literal}',
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${A}${Queue}', { A: { Ref: 'Queue' } }] }, 'the-queuethe-queue'],
    ['Fn::If', { 'Fn::If': ['Yes', 1, 2] }, 1],
    ['Fn::If else', { 'Fn::If': ['No', 1, 2] }, 2],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'other' }, 'imported other'],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o' } }, 's:o'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'Second'] }, 'Map.us-east-1.Second'],
    ['Fn::Base64', { 'Fn::Base64': 'abc' }, 'YWJj'],
    ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Queue' } } }, '{"a":"the-queue"}'],
    ['Fn::Length', { 'Fn::Length': { Ref: 'List' } }, 2],
  ])('%s', (_name, expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('drops what AWS::NoValue stands for', () => {
    const nothing = { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] };
    expect(value({ a: nothing, b: [nothing, 2] })).toEqual({ b: [2] });
  });

  it('leaves properties alone that only look like functions', () => {
    const policy = { Effect: 'Allow', Condition: { StringEquals: { a: 'b' } } };
    expect(value(policy)).toEqual(policy);
    expect(value({ Condition: { StringEquals: 1 } })).toEqual({ Condition: { StringEquals: 1 } });
  });

  it('names a function that it does not know', () => {
    expect(() => value({ 'Fn::Transform': {} })).toThrow(
      new IntrinsicError('Fn::Transform is not supported by the local run'),
    );
  });
});

describe('conditions', () => {
  it.each([
    [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, true],
    [{ 'Fn::Not': [{ Condition: 'Yes' }] }, false],
    [{ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': ['1', 1] }] }, true],
    [{ 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Not': [{ Condition: 'No' }] }] }, true],
    [{ Condition: 'No' }, false],
  ])('%j is %s', (expression, expected) => {
    expect(evaluateCondition(expression, scope)).toBe(expected);
  });
});
