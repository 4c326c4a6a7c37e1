/** One hash over everything that a synthesized app is made of. */
import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What goes into templates and bundles. The local run itself doesn't: nothing else imports it. */
const SOURCES = ['bin/app.ts', 'cdk.json', 'functions', 'lib', 'package-lock.json', 'package.json', 'tsconfig.json'];
const LEFT_OUT = join('lib', 'local');

/** Changes with any byte of the sources, or with `extra`. */
export function sourceHash(root: string, extra: string): string {
  const hash = createHash('sha256').update(extra);
  for (const source of SOURCES) add(hash, root, join(root, source));
  return hash.digest('hex').slice(0, 20);
}

function add(hash: Hash, root: string, path: string): void {
  const name = relative(root, path);
  if (name === LEFT_OUT) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).toSorted()) add(hash, root, join(path, entry));
    return;
  }
  hash.update(name).update('\0').update(readFileSync(path)).update('\0');
}
