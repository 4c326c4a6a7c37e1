import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { type AppOptions, buildApp, stages } from '../../bin/app.ts';
import { everyOption, otherClassifiers } from './every-option.ts';

const root = mkdtempSync(join(tmpdir(), 'earshot-'));

const unsynthesized = (stage: NonNullable<AppOptions['stages']>[number], checks: boolean) =>
  buildApp({ stages: [stage], bundling: false, checks, outdir: mkdtempSync(join(root, 'nag-')) });

afterAll(() => rmSync(root, { recursive: true }));

describe('cdk-nag', () => {
  it.each([stages.staging, stages.production, everyOption, ...otherClassifiers])(
    'finds nothing in stage $name',
    (stage) => {
      const app = unsynthesized(stage, false);
      app.synth();
      const findings = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
        pack.validateScope(app).violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources]),
      );
      expect(findings).toEqual([]);
    },
  );

  it('runs at synth and fails it on a finding that nobody acknowledged', () => {
    const app = unsynthesized('staging', true);
    new Queue(new Stack(app, 'Careless'), 'Open');
    expect(() => app.synth()).toThrow(/Careless\/Open.*AwsSolutions-SQS4/s);
  });
});
