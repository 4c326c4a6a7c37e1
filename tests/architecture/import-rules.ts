import { IMPORT_TABLE, PRODUCT, type Row } from './import-table.ts';
import { type Kind, type Place, placeOf } from './places.ts';
import type { Import, Source } from './source.ts';
import type { Violation } from './violation.ts';

/** Enforces the import table, file by file. */

const matches = (rules: readonly (Kind | 'own' | RegExp)[], specifier: string): boolean =>
  rules.some((rule) => rule instanceof RegExp && rule.test(specifier));

/** Of the same platform, or of the same function; nobody imports a handler. */
function isOwn(from: Place, to: Place): boolean {
  const isSameUnit = from.unit !== undefined && from.unit === to.unit;
  return isSameUnit && (to.kind === 'platform' || to.kind === 'story' || to.kind === 'env');
}

function mayImportFile({ may, types = [] }: Row, from: Place, to: { place: Place; isType: boolean }): boolean {
  const { place, isType } = to;
  if (may.includes('own') && isOwn(from, place)) return true;
  return may.includes(place.kind) || (isType && types.includes(place.kind));
}

/** Only the registry knows the platforms, and no platform knows the registry. */
function isRegistryRule(path: string, target: string): 'allowed' | 'refused' | undefined {
  if (path === 'lib/platforms/registry.ts')
    return /^lib\/platforms\/[^/]+\/index\.ts$/.test(target) ? 'allowed' : undefined;
  return path.startsWith('lib/platforms/') && target === 'lib/platforms/registry.ts' ? 'refused' : undefined;
}

function isAllowed(source: Source, row: Row, { specifier, path, isType }: Import): boolean {
  if (path === undefined) {
    return matches(row.packages, specifier) || (isType && matches(row.types ?? [], specifier));
  }
  const ruled = isRegistryRule(source.path, path);
  return ruled ? ruled === 'allowed' : mayImportFile(row, placeOf(source.path), { place: placeOf(path), isType });
}

/** Lambda code takes zod/mini; `{ z }` drags all of zod into whatever imports it. */
function zodViolations({ path: file, imports }: Source): Violation[] {
  return imports.flatMap(({ specifier, names, line }) =>
    /^zod(\/mini)?$/.test(specifier) && names.includes('z')
      ? [
          {
            file,
            line,
            rule: 'zod-namespace',
            problem: `imports { z } from '${specifier}'.`,
            mend: `import * as z from '${specifier}', which bundlers can shake.`,
          },
        ]
      : [],
  );
}

const LAMBDA_CODE = new Set<Kind>(PRODUCT);

function violationOf(source: Source, row: Row, { specifier, line }: Import): Violation {
  const { kind, unit } = placeOf(source.path);
  const isFullZod = specifier === 'zod' && LAMBDA_CODE.has(kind);
  return {
    file: source.path,
    line,
    rule: isFullZod ? 'zod-mini' : `imports-of-${kind}`,
    problem: `${unit ? `${kind} ${unit}` : kind} must not import ${specifier}.`,
    mend: isFullZod ? "use import * as z from 'zod/mini'." : row.mend,
  };
}

/** Every import that the table does not allow. */
export function importViolations(source: Source): Violation[] {
  const row = IMPORT_TABLE[placeOf(source.path).kind];
  if (!row) return [];
  const refused = source.imports.filter((each) => !isAllowed(source, row, each));
  return [...refused.map((each) => violationOf(source, row, each)), ...zodViolations(source)];
}
