import { fileURLToPath } from 'node:url';
import { BUNDLE } from './bundle-settings.ts';

/**
 * What lies beside triage's bundle. Numbers are read as bytes, not as code; the language detector is a megabyte of code
 * that most starts never need: inside the bundle it would cost every one of them 50 ms.
 */

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const quoted = (path: string): string => JSON.stringify(path);

/** The commands that put it there, once the bundle is in `folder`. */
export function besideTriage(folder: string): string[] {
  const model = fromRoot('lib/classifiers/embedded/shipped.model');
  const detector = fromRoot('node_modules/eld/src/entries/static.extrasmall.js');
  const esbuild = fromRoot('node_modules/.bin/esbuild');
  const made = `${folder}/node_modules/${BUNDLE.languageDetector}.js`;
  const options = `--bundle --minify --platform=node --format=cjs --target=${BUNDLE.target} --log-level=warning`;
  return [
    `cp ${quoted(model)} ${quoted(`${folder}/shipped.model`)}`,
    `${quoted(esbuild)} ${quoted(detector)} ${options} --outfile=${quoted(made)}`,
  ];
}
