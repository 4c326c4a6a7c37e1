import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '#local/command-line.ts';
import { doubles } from '#platforms/doubles.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { noPayloadIn } from './no-payload.ts';

/** What lies in a folder of payloads: which files are deliveries of which platform, and what is left out. */

const FOLDERS: ReadonlyMap<string, PlatformName> = new Map(
  (Object.keys(doubles) as PlatformName[]).flatMap((name) =>
    [name, ...(doubles[name].recordedAs ?? [])].map((folder) => [folder, name] as const),
  ),
);

/** The folders that are replayed, for people. */
export const FOLDER_NAMES: readonly string[] = [...FOLDERS.keys()].sort();

/** A file that is one delivery. */
export interface PayloadFile {
  /** `<folder>/<file>`. */
  readonly name: string;
  readonly path: string;
  readonly platform: PlatformName;
}

/** What is not delivered, and why. */
export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

export interface Listing {
  readonly files: readonly PayloadFile[];
  readonly skipped: readonly Skipped[];
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(`${directory} is no folder that can be read (${code}).`);
  }
}

function listFolder(directory: string, folder: string): Listing {
  const platform = FOLDERS.get(folder);
  if (!platform) return { files: [], skipped: [{ name: folder, reason: 'no known platform' }] };
  const files: PayloadFile[] = [];
  const skipped: Skipped[] = [];
  for (const entry of entriesOf(join(directory, folder))) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) skipped.push({ name, reason: 'a folder within a platform' });
    else if (!entry.name.endsWith('.json')) skipped.push({ name, reason: 'not *.json' });
    else {
      const path = join(directory, name);
      const what = noPayloadIn(path);
      if (what) skipped.push({ name, reason: `no payload: ${what}` });
      else files.push({ name, path, platform });
    }
  }
  return { files, skipped };
}

/** Lists a folder. @throws {UsageError} when it can't be read or holds nothing to deliver. */
export function listPayloads(directory: string): Listing {
  const parts = entriesOf(directory).map((entry): Listing => {
    if (entry.isDirectory()) return listFolder(directory, entry.name);
    return { files: [], skipped: [{ name: entry.name, reason: 'in no folder of a platform' }] };
  });
  const files = parts.flatMap((part) => part.files);
  if (files.length === 0)
    throw new UsageError(
      `Nothing to deliver: ${directory} holds no <platform>/*.json. Folders: ${FOLDER_NAMES.join(', ')}.`,
    );
  return { files, skipped: parts.flatMap((part) => part.skipped) };
}
