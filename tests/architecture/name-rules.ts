import type { Violation } from './violation.ts';

/** Names of files and folders: kebab-case, words of the domain, no drawers. */

const FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/;
const FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A platform's folder is called as the platform is in accounts and channels: `app_store`. */
const PLATFORM = /^[a-z0-9]+(_[a-z0-9]+)*$/;
const DRAWERS = ['utils', 'util', 'helpers', 'helper', 'common', 'commons', 'services', 'types', 'misc', 'shared'];

/** A drawer by its whole name, or by the end of it: `string-utils`. */
const isDrawer = (name: string): boolean => DRAWERS.some((drawer) => name === drawer || name.endsWith(`-${drawer}`));

const isFolder = (segment: string, index: number, all: readonly string[]): boolean =>
  FOLDER.test(segment) || (all[index - 1] === 'platforms' && PLATFORM.test(segment));

/** Every rule that a source file's path breaks. */
export function nameViolations(file: string): Violation[] {
  const segments = file.split('/');
  const name = segments.pop() ?? '';
  const violations: Violation[] = [];
  if (!FILE.test(name) || !segments.every(isFolder)) {
    const mend = 'write it in lower case with hyphens.';
    violations.push({ file, line: 1, rule: 'kebab-case', problem: 'the path is not kebab-case.', mend });
  }
  const drawer = [...segments, name.split('.')[0] ?? ''].find(isDrawer);
  if (drawer) {
    const mend = 'name it after what it holds; move each thing to the folder whose word it is.';
    violations.push({ file, line: 1, rule: 'no-drawers', problem: `nobody can say what is not in "${drawer}".`, mend });
  }
  return violations;
}
