import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Normalised } from '#platforms/event.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { meanings } from './fixtures.ts';

/** Payloads recorded by other projects, read where they lie: EARSHOT_FIXTURES. */

const folderOf = (platform: PlatformName): string => join(process.env['EARSHOT_FIXTURES'] ?? '', platform);

/** The recorded files of a platform; none where the variable is not set. */
export function recordedFiles(platform: PlatformName): readonly string[] {
  const isThere = process.env['EARSHOT_FIXTURES'] !== undefined && existsSync(folderOf(platform));
  return isThere ? readdirSync(folderOf(platform)).filter((file) => file.endsWith('.json')) : [];
}

/** A recorded body. */
export function recordedBody(platform: PlatformName, file: string): unknown {
  return JSON.parse(readFileSync(join(folderOf(platform), file), 'utf8'));
}

/** What a recorded body means. */
export function meaningsRecorded(platform: PlatformName, file: string): readonly Normalised[] {
  return meanings(platform, recordedBody(platform, file));
}
