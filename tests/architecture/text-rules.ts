import type { Violation } from './violation.ts';

/** What no tracked text may hold: paths of one machine, and in the lock file where packages were fetched from. */

/** In pieces, so that this file does not break its own rule. */
const MACHINE_PATH = new RegExp(`(?<![\\w.~-])/(?:${['work', 'root', 'home'].join('|')})/`);
const REGISTRY = /"resolved"\s*:|\bregistry\.|\/(?:artifactory|nexus|verdaccio)\b|https?:\/\/[^"\s]+\.tgz/;

function linesThat(text: string, pattern: RegExp): number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

/** Every rule that a text breaks. */
export function textViolations(file: string, text: string): Violation[] {
  const machine = linesThat(text, MACHINE_PATH).map((line) => ({
    file,
    line,
    rule: 'no-machine-paths',
    problem: 'names a path of one machine.',
    mend: 'make the path relative to the repository, or take it from an option.',
  }));
  if (file !== 'package-lock.json' && file !== '.npmrc') return machine;
  const registry = linesThat(text, REGISTRY).map((line) => ({
    file,
    line,
    rule: 'no-registry-hosts',
    problem: 'names where packages were fetched from.',
    mend: 'install with omit-lockfile-registry-resolved=true, as .npmrc says.',
  }));
  return [...machine, ...registry];
}
