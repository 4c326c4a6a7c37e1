import { codeViolations } from './code-rules.ts';
import { importViolations } from './import-rules.ts';
import { nameViolations } from './name-rules.ts';
import { platformNameViolations } from './platform-names.ts';
import { sizeViolations } from './size-rules.ts';
import { sourceOf } from './source.ts';
import { textViolations } from './text-rules.ts';
import type { Violation } from './violation.ts';

/** Every rule of the house that a file breaks. */
export function violationsOf(path: string, text: string): Violation[] {
  if (!path.endsWith('.ts')) return textViolations(path, text);
  const source = sourceOf(path, text);
  return [
    ...nameViolations(path),
    ...importViolations(source),
    ...platformNameViolations(source),
    ...codeViolations(source),
    ...sizeViolations(source),
    ...textViolations(path, text),
  ];
}
