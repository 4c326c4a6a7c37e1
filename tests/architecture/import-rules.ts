import { IMPORT_TABLE, PRODUCT, type Row } from './import-table.ts';
import { type Kind, type Place, placeOf } from './places.ts';
import type { Import, Source } from './source.ts';
import type { Violation } from './violation.ts';

/** Enforces the import table, file by file. */

const LAMBDA_CODE = new Set<Kind>(PRODUCT);

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

/** What the registry is made of, and what loads the doubles by its names. */
const REGISTRIES: Readonly<Record<string, RegExp>> = {
  'lib/platforms/registry.ts': /^lib\/platforms\/[^/]+\/index\.ts$/,
  'lib/platforms/doubles.ts': /^lib\/platforms\/registry\.ts$/,
};

const DOUBLES = /^lib\/platforms\/(?:doubles|[^/]+\/(?:double|payloads)(?:-[^/]+)?)\.ts$/;

/** Only the registries know the platforms, no platform knows a registry, and no product code knows a double. */
function isRegistryRule(path: string, target: string): 'allowed' | 'refused' | undefined {
  const own = REGISTRIES[path];
  if (own) return own.test(target) ? 'allowed' : undefined;
  if (path.startsWith('lib/platforms/') && Object.hasOwn(REGISTRIES, target)) return 'refused';
  const isProduct = PRODUCT.some((kind) => kind === placeOf(path).kind);
  return isProduct && DOUBLES.test(target) && !DOUBLES.test(path) ? 'refused' : undefined;
}

/** The product's ways to the network that are not an SDK's; `public-address.ts` only asks what an address is. */
export const NETWORK_DOORS = /^lib\/adapters\/(?:http-sender|checked-fetch(?:-[a-z]+)*|public-address)\.ts$/;

const NETWORK = /^node:(?:https?|http2|net|tls|dgram|dns|dns\/promises)$/;

/** Node's network modules at run time, in what ends up in a Lambda. */
function isSideDoor({ path: file }: Source, { specifier, isType }: Import): boolean {
  return !isType && NETWORK.test(specifier) && LAMBDA_CODE.has(placeOf(file).kind) && !NETWORK_DOORS.test(file);
}

function isAllowed(source: Source, row: Row, each: Import): boolean {
  const { specifier, path, isType } = each;
  if (isSideDoor(source, each)) return false;
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
