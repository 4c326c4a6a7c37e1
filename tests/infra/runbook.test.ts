import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploymentOf, ofType } from './deployment.ts';
import { everyOption } from './every-option.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** Headings of the third level, by the anchor GitHub gives them, with what stands under them. */
const sections = new Map(
  runbook
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...body] = section.split('\n');
      return [
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replace(/ /g, '-'),
        body.join('\n'),
      ];
    }),
);

describe('the runbook', () => {
  let deployment: Deployment;
  beforeAll(() => {
    deployment = deploymentOf(everyOption);
  });

  const links = () =>
    ofType(deployment, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => ({
      id,
      description: String(properties.AlarmDescription),
      anchor: /Runbook: docs\/runbook\.md#(\S+)$/.exec(properties.AlarmDescription)?.[1],
    }));

  it('is linked by every alarm, with its severity', () => {
    expect(links().length).toBeGreaterThan(30);
    expect(links().filter(({ description }) => !/^\[(high|medium|low)\] /.test(description))).toEqual([]);
  });

  it('has the heading that each alarm links to', () => {
    expect(links().filter(({ anchor }) => !anchor || !sections.has(anchor))).toEqual([]);
  });

  it('has no heading that no alarm links to', () => {
    const linked = new Set(links().map(({ anchor }) => anchor));
    expect([...sections.keys()].filter((anchor) => !linked.has(anchor))).toEqual([]);
  });

  it.each([...sections])('says of %s what it is, where to look and what to do', (_, body) => {
    for (const part of ['**Description.**', '**Investigation.**', '**Resolution.**']) expect(body).toContain(part);
  });
});
