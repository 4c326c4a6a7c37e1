import { readFile } from 'node:fs/promises';
import { PermanentError } from '#domain/errors.ts';
import { eventsOf } from '#local/care/names.ts';
import { platformOfAccount } from '#platforms/account.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import { platformNamed, platforms } from '#platforms/registry.ts';
import type { PayloadFile } from './folders.ts';

/** Accounts of which something is only named, so that it is fetched in their names: a replay lends them credentials. */

const ANY_TIME = '2026-01-01T00:00:00.000Z';

function isNamedOnly(event: PlatformEvent): boolean {
  try {
    const owner = platformNamed(platformOfAccount(event.account));
    return owner?.normalise(event, ANY_TIME).kind === 'reference';
  } catch (error) {
    if (error instanceof PermanentError) return false;
    throw error;
  }
}

async function eventsIn({ path, platform }: PayloadFile): Promise<readonly PlatformEvent[]> {
  if (!platforms[platform].webhook) return [];
  try {
    return eventsOf(platform, { path: '', headers: {}, body: await readFile(path) });
  } catch (error) {
    // A file that can't be read, or is no JSON, is told of when it is delivered.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code) return [];
    throw error;
  }
}

/** The accounts in whose names a replay of these files fetches, each once. */
export async function namedAccounts(files: readonly PayloadFile[]): Promise<readonly string[]> {
  const events = await Promise.all(files.map(eventsIn));
  const named = events.flat().filter(isNamedOnly);
  return [...new Set(named.map(({ account }) => account))];
}
