import { beforeAll, describe, expect, it } from 'vitest';
import { stages } from '../../bin/app.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { everyOption, otherClassifiers } from './every-option.ts';
import { invariants } from './invariants.ts';
import { type Sabotage, sabotages } from './sabotage.ts';

const names = Object.keys(invariants) as (keyof typeof invariants)[];

describe.each([stages.staging, stages.production, everyOption, ...otherClassifiers])('stage $name', (stage) => {
  let deployment: Deployment;
  beforeAll(() => {
    deployment = deploymentOf(stage);
  });

  it.each(names)('%s', (name) => {
    expect(invariants[name](deployment)).toEqual([]);
  });
});

describe('an invariant that is broken', () => {
  let sound: Deployment;
  beforeAll(() => {
    sound = deploymentOf('staging');
  });

  it.each(names)('is noticed: %s', (name) => {
    expect(invariants[name](broken(sound, sabotages[name]))).not.toEqual([]);
  });
});

const broken = (sound: Deployment, { type, where, breaks }: Sabotage): Deployment => {
  const deployment = structuredClone(sound);
  const victim = deployment.resources.find(
    (resource) => resource.type === type && (where?.(resource.properties) ?? true),
  );
  if (!victim) throw new Error(`Nothing of type ${type} to break`);
  breaks(victim.properties);
  return deployment;
};
