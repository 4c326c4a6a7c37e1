import type { PlatformDouble } from './double.ts';
import { type PlatformName, platforms } from './registry.ts';

/**
 * The double of a platform, by convention: `double` in its folder's double.ts. It is loaded by name, so that nothing which
 * knows the platforms draws their doubles with it.
 * @throws {Error} when the folder has none.
 */
export async function doubleOf(name: string): Promise<PlatformDouble> {
  const found = await load(name);
  if (!found.double)
    throw new Error(`Platform ${name} lacks its double: lib/platforms/${name}/double.ts exports none.`);
  return found.double;
}

async function load(name: string): Promise<{ readonly double?: PlatformDouble }> {
  try {
    return (await import(`./${name}/double.ts`)) as { readonly double?: PlatformDouble };
  } catch (cause) {
    throw new Error(`Platform ${name} lacks its double: lib/platforms/${name}/double.ts can't be read.`, { cause });
  }
}

const loaded = Object.keys(platforms).map(async (name) => [name, await doubleOf(name)] as const);

/** Every platform as it is played where there is none: the local run, the replay, the tests. Never part of a Lambda. */
export const doubles = Object.fromEntries(await Promise.all(loaded)) as Readonly<Record<PlatformName, PlatformDouble>>;
