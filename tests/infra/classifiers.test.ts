import { beforeAll, describe, expect, it } from 'vitest';
import { BEDROCK_PATIENCE } from '#adapters/bedrock.ts';
import { COMPREHEND_PATIENCE } from '#adapters/comprehend.ts';
import { TRIAGE_TIMEOUT } from '#constructs/triage.ts';
import { type Deployment, deploymentOf, ofType, referred } from './deployment.ts';
import { everyOption, otherClassifiers } from './every-option.ts';
import type { Statement } from './invariants.ts';

/** What triage may do with a cloud classifier, written out. */

interface Conditional extends Statement {
  readonly Condition?: unknown;
}

const OURS = /^(?:bedrock|comprehend):|UpdateItem$/;

function grantsOf(deployment: Deployment): Conditional[] {
  const triage = ofType(deployment, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === 'triage',
  );
  const role = referred(deployment, triage?.properties.Role);
  return ofType(deployment, 'AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.some((one: unknown) => referred(deployment, one) === role))
    .flatMap(({ properties }): Conditional[] => properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action) => OURS.test(action)));
}

const actionsOf = (grants: readonly Conditional[]): string[] =>
  grants
    .flatMap(({ Action }) => Action)
    .filter((action) => OURS.test(action))
    .sort();
const onlyCount = (name: string) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`spending#${name}#*`] },
});

describe('a stage with the embedded classifier alone', () => {
  it('grants nothing more', () => {
    expect(grantsOf(deploymentOf('production'))).toEqual([]);
  });
});

describe('a stage with Comprehend', () => {
  let grants: Conditional[];
  beforeAll(() => {
    grants = grantsOf(deploymentOf(otherClassifiers[0] ?? everyOption));
  });

  it('grants the operations it asks for, and the counting of what they use', () => {
    expect(actionsOf(grants)).toEqual([
      'comprehend:BatchDetectDominantLanguage',
      'comprehend:BatchDetectSentiment',
      'comprehend:DetectPiiEntities',
      'dynamodb:UpdateItem',
    ]);
    expect(grants.find(({ Action }) => Action === 'dynamodb:UpdateItem')?.Condition).toEqual(onlyCount('comprehend'));
  });
});

describe('a stage with a model on Bedrock', () => {
  it('grants that model in its region', () => {
    const grants = grantsOf(deploymentOf(otherClassifiers[1] ?? everyOption));
    expect(actionsOf(grants)).toEqual(['bedrock:InvokeModel', 'dynamodb:UpdateItem']);
    const resource = JSON.stringify(grants.find(({ Action }) => Action === 'bedrock:InvokeModel')?.Resource);
    expect(resource).toContain('::foundation-model/anthropic.claude-3-haiku-20240307-v1:0');
    expect(resource).toContain('AWS::Region');
    expect(resource).not.toContain('*');
  });

  it('by an inference profile grants the profile, and the model through it alone', () => {
    const grants = grantsOf(deploymentOf(everyOption)).filter(({ Action }) => Action === 'bedrock:InvokeModel');
    const [profile, model] = grants;
    expect(grants).toHaveLength(2);
    expect(JSON.stringify(profile?.Resource)).toContain(':inference-profile/eu.amazon.nova-lite-v1:0');
    expect(JSON.stringify(model?.Resource)).toContain(':bedrock:*::foundation-model/amazon.nova-lite-v1:0');
    expect(JSON.stringify(model?.Condition)).toContain(':inference-profile/eu.amazon.nova-lite-v1:0');
  });
});

describe('the patience with a cloud classifier', () => {
  it.each([
    // Languages come before moods.
    ['Comprehend', 2 * COMPREHEND_PATIENCE.wholeMs],
    ['Bedrock', BEDROCK_PATIENCE.wholeMs],
  ])('leaves triage time for its other work, also when messages are judged anew: %s', (_, longestMs) => {
    expect(2 * longestMs).toBeLessThanOrEqual((2 / 3) * TRIAGE_TIMEOUT.toMilliseconds());
  });
});
