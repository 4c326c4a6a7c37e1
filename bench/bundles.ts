import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE } from '#constructs/bundle-settings.ts';

/** The functions' bundles, made as lib/constructs/care-function.ts has them made for a stage without a cloud classifier. */

export interface Bundle {
  /** The folder under functions/. */
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Every folder under functions/ with a handler. */
function functionNames(): string[] {
  return readdirSync(fromRoot('functions')).filter((name) =>
    readdirSync(fromRoot(`functions/${name}`)).includes('handler.ts'),
  );
}

async function bundled(name: string, folder: string): Promise<Bundle> {
  const outfile = join(folder, `${name}.js`);
  await build({
    entryPoints: [fromRoot(`functions/${name}/handler.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    sourcemap: false,
    target: BUNDLE.target,
    mainFields: [...BUNDLE.mainFields],
    external: [...BUNDLE.external, ...BUNDLE.cloudClassifiers, BUNDLE.languageDetector],
    define: BUNDLE.define,
    logLevel: 'error',
  });
  return { name, file: outfile, bytes: statSync(outfile).size };
}

let made: Promise<readonly Bundle[]> | undefined;

/** The bundles, made once a run, in a temporary folder. */
export function bundles(): Promise<readonly Bundle[]> {
  made ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
    // The repository is ESM and the bundles are not.
    writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
    return Promise.all(functionNames().map((name) => bundled(name, folder)));
  })();
  return made;
}

/** Where the bundles lie, when they were made: whoever runs the benches clears it away. */
export async function bundleFolder(): Promise<string | undefined> {
  return made && join((await made)[0]?.file ?? '', '..');
}
