import { describe, expect, it } from 'vitest';
import { UnknownResourceError } from '#local/errors.ts';
import { parseTemplate, type Stack } from '#local/template/assembly.ts';
import { deploy, type Maker } from '#local/template/deployment.ts';
import { localiser } from '#local/template/localise.ts';

const stackOf = (name: string, template: object): Stack => ({
  name,
  template: parseTemplate(template),
  assets: new Map(),
});

const made: { id: string; properties: unknown }[] = [];
const maker: Maker = ({ logicalId, properties }) => {
  made.push({ id: logicalId, properties });
  return { ref: `ref-${logicalId}`, attributes: { Arn: `arn-${logicalId}` } };
};

const run = (stacks: readonly Stack[]): Promise<Record<string, string>> => {
  made.length = 0;
  return deploy(stacks, { makers: { Thing: maker }, localise: (text) => text.replace('https://aws', 'http://here') });
};

describe('deployment', () => {
  it('makes each resource after what it refers to, across stacks', async () => {
    const service = stackOf('service', {
      Resources: {
        Last: { Type: 'Thing', Properties: { of: { 'Fn::ImportValue': 'state:first' } }, DependsOn: ['Middle'] },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholder
        Middle: { Type: 'Thing', Properties: { url: { 'Fn::Sub': 'https://aws/${AWS::AccountId}' } } },
      },
      Outputs: { Url: { Value: { 'Fn::GetAtt': ['Last', 'Arn'] } } },
    });
    const state = stackOf('state', {
      Resources: { First: { Type: 'Thing' } },
      Outputs: { Export: { Value: { Ref: 'First' }, Export: { Name: 'state:first' } } },
    });
    const outputs = await run([service, state]);
    expect(made).toEqual([
      { id: 'Middle', properties: { url: 'http://here/000000000000' } },
      { id: 'First', properties: {} },
      { id: 'Last', properties: { of: 'ref-First' } },
    ]);
    expect(outputs).toEqual({ Url: 'arn-Last' });
  });

  it('passes over resources whose condition does not hold, and those without local meaning', async () => {
    const template = {
      Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } },
      Conditions: { Never: { 'Fn::Equals': [{ Ref: 'Version' }, 'other'] } },
      Resources: {
        Not: { Type: 'Unheard::Of', Condition: 'Never' },
        Role: { Type: 'AWS::IAM::Role' },
        Uses: { Type: 'Thing', Properties: { role: { 'Fn::GetAtt': ['Role', 'Arn'] }, version: { Ref: 'Version' } } },
      },
    };
    await run([stackOf('one', template)]);
    expect(made).toEqual([
      { id: 'Uses', properties: { role: 'arn:aws:iam:us-east-1:000000000000:one-Role', version: '/cdk/version' } },
    ]);
  });

  it('stops before anything is made when it meets a type that it does not know, and names it', async () => {
    const template = { Resources: { Fine: { Type: 'Thing' }, Strange: { Type: 'AWS::Kinesis::Stream' } } };
    const starting = run([stackOf('one', template)]);
    await expect(starting).rejects.toThrow(UnknownResourceError);
    await expect(starting).rejects.toThrow('AWS::Kinesis::Stream (one/Strange)');
    expect(made).toEqual([]);
  });

  it('says which resource could not be made, and why', async () => {
    const template = { Resources: { Bad: { Type: 'Thing', Properties: { of: { 'Fn::ImportValue': 'nothing' } } } } };
    await expect(run([stackOf('one', template)])).rejects.toThrow(
      'Thing one/Bad could not be made: nothing exports nothing',
    );
  });

  it('refuses circles', async () => {
    const template = {
      Resources: { A: { Type: 'Thing', Properties: { b: { Ref: 'B' } } }, B: { Type: 'Thing', DependsOn: 'A' } },
    };
    await expect(run([stackOf('one', template)])).rejects.toThrow('one/A -> one/B -> one/A');
  });
});

describe('dynamic references', () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:token-abc123';
  const localise = localiser({
    rewrites: new Map([['https://id.execute-api', 'http://127.0.0.1:1']]),
    secret: (id) => (id === arn || id === 'token' ? '{"key":"value"}' : undefined),
  });

  it.each([
    [`{{resolve:secretsmanager:${arn}:SecretString:key::}}`, 'value'],
    [`Bearer {{resolve:secretsmanager:${arn}:SecretString:::}}`, 'Bearer {"key":"value"}'],
    ['{{resolve:secretsmanager:token:SecretString:key}}', 'value'],
    ['https://id.execute-api/path', 'http://127.0.0.1:1/path'],
  ])('%s', (text, expected) => {
    expect(localise(text)).toBe(expected);
  });

  it('refuses a secret that is not there', () => {
    expect(() => localise('{{resolve:secretsmanager:other}}')).toThrow('there is no secret other');
  });
});
