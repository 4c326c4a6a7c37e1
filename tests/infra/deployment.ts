import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageSettings } from '#stacks/stage-settings.ts';
import { buildApp, type StageName } from '../../bin/app.ts';

/** A stage's synthesized templates, laid side by side, so that a test can ask about both stacks at once. */

// biome-ignore lint/suspicious/noExplicitAny: templates are JSON of no one type; tests assert what they find.
type Json = any;

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
}

export interface Deployment {
  readonly resources: readonly Resource[];
  /** Output name -> value. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** Export name -> what the exporting stack gives out. */
  readonly exports: Readonly<Record<string, Json>>;
}

/** Synthesizes one stage without bundling. */
export const deploymentOf = (stage: StageName | StageSettings): Deployment => {
  const outdir = mkdtempSync(join(tmpdir(), 'earshot-synth-'));
  buildApp({ stages: [stage], bundling: false, checks: false, outdir }).synth();
  const folder = join(outdir, `assembly-${typeof stage === 'string' ? stage : stage.name}`);
  const templates: Json[] = readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  rmSync(outdir, { recursive: true });
  return sideBySide(templates);
};

/** Several templates as one; logical ids must differ. */
export const sideBySide = (templates: readonly Json[]): Deployment => {
  const resources = templates.flatMap((template) =>
    Object.entries<Json>(template.Resources ?? {}).map(([id, resource]) => ({
      id,
      type: resource.Type,
      properties: resource.Properties ?? {},
    })),
  );
  if (new Set(resources.map(({ id }) => id)).size !== resources.length) throw new Error('Two resources have one id');
  const outputs = templates.flatMap((template) => Object.entries<Json>(template.Outputs ?? {}));
  return {
    resources,
    outputs: Object.fromEntries(outputs.filter(([, { Export }]) => !Export).map(([name, { Value }]) => [name, Value])),
    exports: Object.fromEntries(outputs.filter(([, { Export }]) => Export).map(([, o]) => [o.Export.Name, o.Value])),
  };
};

export const ofType = ({ resources }: Deployment, type: string): Resource[] =>
  resources.filter((resource) => resource.type === type);

/** The logical id that a Ref, a GetAtt or an import of either leads to. */
export const referred = (deployment: Deployment, value: Json): string | undefined => {
  const followed = value?.['Fn::ImportValue'] ? deployment.exports[value['Fn::ImportValue']] : value;
  return followed?.Ref ?? followed?.['Fn::GetAtt']?.[0];
};
