/** A synthesized app as it lies on disk: the templates of its stacks and where their assets are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
  Condition: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
});

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z
    .record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.unknown() }).optional() }))
    .default({}),
});

export type Template = z.infer<typeof templateSchema>;

/** One stack of the app. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** Folders or files by the asset's hash. */
  readonly assets: ReadonlyMap<string, string>;
}

const manifestSchema = z.looseObject({
  artifacts: z.record(z.string(), z.looseObject({ type: z.string(), properties: z.looseObject({}).optional() })),
});

const assetsSchema = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string().optional() }) })).default({}),
});

/** Checks the shape of a template. */
export function parseTemplate(template: unknown): Template {
  return templateSchema.parse(template);
}

/** All stacks of a cloud assembly, those of its stages included. */
export function readAssembly(directory: string): Stack[] {
  const { artifacts } = manifestSchema.parse(readJson(join(directory, 'manifest.json')));
  const assets = assetsOf(directory, artifacts);
  return Object.entries(artifacts).flatMap(([id, { type, properties = {} }]) => {
    if (type === 'cdk:cloud-assembly') return readAssembly(join(directory, String(properties['directoryName'])));
    if (type !== 'aws:cloudformation:stack') return [];
    const template = parseTemplate(readJson(join(directory, String(properties['templateFile']))));
    return [{ name: String(properties['stackName'] ?? id), template, assets }];
  });
}

type Artifacts = z.infer<typeof manifestSchema>['artifacts'];

function assetsOf(directory: string, artifacts: Artifacts): Map<string, string> {
  const assets = new Map<string, string>();
  for (const { type, properties = {} } of Object.values(artifacts)) {
    if (type !== 'cdk:asset-manifest') continue;
    const { files } = assetsSchema.parse(readJson(join(directory, String(properties['file']))));
    for (const [hash, { source }] of Object.entries(files)) {
      if (source.path) assets.set(hash, join(directory, source.path));
    }
  }
  return assets;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
