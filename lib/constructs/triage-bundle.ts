import { fileURLToPath } from 'node:url';
import { BUNDLE } from './bundle-settings.ts';

/**
 * What lies beside triage's bundle. Numbers are read as bytes, not as code; the language detector is a megabyte of code
 * that most starts never need: inside the bundle it would cost every one of them 50 ms.
 */

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const DETECTOR = 'node_modules/eld/src/entries/static.extrasmall.js';
const DETECTOR_PACKAGE = 'node_modules/eld/package.json';

const quoted = (path: string): string => JSON.stringify(path);

/** The commands that put it there, once the bundle is in `folder`. */
export function besideTriage(folder: string): string[] {
  const model = fromRoot('lib/classifiers/embedded/shipped.model');
  const esbuild = fromRoot('node_modules/.bin/esbuild');
  const options = `--bundle --minify --platform=node --format=esm --target=${BUNDLE.target} --log-level=warning`;
  const made = quoted(`${folder}/${DETECTOR}`);
  return [
    `cp ${quoted(model)} ${quoted(`${folder}/shipped.model`)}`,
    `${quoted(esbuild)} ${quoted(fromRoot(DETECTOR))} ${options} --outfile=${made}`,
    // Its name is looked up in its package's exports.
    `cp ${quoted(fromRoot(DETECTOR_PACKAGE))} ${quoted(`${folder}/${DETECTOR_PACKAGE}`)}`,
  ];
}
