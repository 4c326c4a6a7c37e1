import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files of this repository, read from the disk. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is made, not written. */
const MADE = new Set(['node_modules', '.git', 'cdk.out', 'coverage', '.earshot']);
const BYTES = /\.(?:png|jpg|gif|ico|woff2?|zip|gz|bin|jar|log)$/;

function pathsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (MADE.has(entry.name) || entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? pathsBelow(path) : [path];
  });
}

/** The path of every text file, without those that tools make. */
export const textFiles = (): string[] => pathsBelow('').filter((path) => !BYTES.test(path));

/** The text of a file. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
