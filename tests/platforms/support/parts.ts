import type { PlatformDouble } from '#platforms/double.ts';
import type { Platform } from '#platforms/platform.ts';

/** The parts of a platform as docs/adding-a-platform.md lists them, so that what is missing is told by its name. */

/** What there is of a platform. */
export interface Stock {
  readonly name: string;
  readonly platform: Platform;
  /** Undefined where its double.ts is missing or exports none. */
  readonly double: PlatformDouble | undefined;
  /** Paths of the repository. */
  readonly files: ReadonlySet<string>;
}

type Lack = (stock: Stock) => readonly string[];

const unless = (isThere: boolean, what: string): readonly string[] => (isThere ? [] : [what]);

const LACKS: readonly Lack[] = [
  ({ name, platform }) => unless(platform.name === name, `its name: index.ts calls it ${platform.name}`),
  ({ platform }) => unless(platform.title !== '', 'a title for people (index.ts)'),
  ({ platform }) => unless(Boolean(platform.webhook ?? platform.poll), 'a way to be heard: webhook or poll (index.ts)'),
  ({ platform }) => unless(Object.keys(platform.replies).length > 0, 'the rules of its channels (limits.ts)'),
  ({ platform }) => unless(platform.setup !== undefined, 'what connecting an account takes (setup.ts)'),
  ({ double }) => unless(double !== undefined, 'how it is played: `double` (double.ts)'),
  ({ platform, double }) =>
    unless(!(double && platform.webhook) || double.webhook !== undefined, 'how its deliveries are signed (double.ts)'),
  ({ platform, double }) =>
    Object.keys(platform.replies)
      .filter((channel) => double && !Object.hasOwn(double.says, channel))
      .map((channel) => `what a customer says on ${channel} (double.ts, payloads.ts)`),
  ({ name, files }) => unless(files.has(`docs/platforms/${name}.md`), `its page, docs/platforms/${name}.md`),
  ({ name, files }) =>
    unless(
      [...files].some((path) => path.startsWith(`tests/fixtures/${name}/`) && path.endsWith('.json')),
      `payloads of its own, tests/fixtures/${name}/*.json`,
    ),
];

/** Every part that a platform lacks, a line each; none of a whole one. */
export const lacksOf = (stock: Stock): string[] =>
  LACKS.flatMap((lack) => lack(stock)).map((what) => `${stock.name} lacks ${what}`);
