import { appStore } from './app_store/index.ts';
import { bluesky } from './bluesky/index.ts';
import { facebook } from './facebook/index.ts';
import { googleBusiness } from './google_business/index.ts';
import { googlePlay } from './google_play/index.ts';
import { instagram } from './instagram/index.ts';
import { line } from './line/index.ts';
import { linkedIn } from './linkedin/index.ts';
import { mastodon } from './mastodon/index.ts';
import { messenger } from './messenger/index.ts';
import type { Platform } from './platform.ts';
import { reddit } from './reddit/index.ts';
import { standard } from './standard/index.ts';
import { telegram } from './telegram/index.ts';
import { threads } from './threads/index.ts';
import type { TokenSource } from './token.ts';
import { trustpilot } from './trustpilot/index.ts';
import { whatsApp } from './whatsapp/index.ts';
import { x } from './x/index.ts';
import { youtube } from './youtube/index.ts';

/** The networks this deployment can speak; how each is played where there is none lies in its folder (doubles.ts). */
const registered = {
  app_store: appStore,
  bluesky,
  facebook,
  google_business: googleBusiness,
  google_play: googlePlay,
  instagram,
  line,
  linkedin: linkedIn,
  mastodon,
  messenger,
  reddit,
  standard,
  telegram,
  threads,
  trustpilot,
  whatsapp: whatsApp,
  x,
  youtube,
} satisfies Readonly<Record<string, Platform>>;

export type PlatformName = keyof typeof registered;

/** Every platform by its name. */
export const platforms: Readonly<Record<PlatformName, Platform>> = registered;

/** The platform of a name that came from outside, such as a path; `undefined` when there is none. */
export function platformNamed(name: string): Platform | undefined {
  return Object.hasOwn(platforms, name) ? platforms[name as PlatformName] : undefined;
}

/** How an account's access tokens are got; undefined where one that does not run out is given. */
export function tokenSourceOf(account: string): TokenSource | undefined {
  return platformNamed(account.slice(0, account.indexOf(':')))?.token;
}
