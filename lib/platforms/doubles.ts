import { appStoreDouble } from './app_store/double.ts';
import { blueskyDouble } from './bluesky/double.ts';
import type { PlatformDouble } from './double.ts';
import { facebookDouble } from './facebook/double.ts';
import { googleBusinessDouble } from './google_business/double.ts';
import { googlePlayDouble } from './google_play/double.ts';
import { instagramDouble } from './instagram/double.ts';
import { lineDouble } from './line/double.ts';
import { linkedInDouble } from './linkedin/double.ts';
import { mastodonDouble } from './mastodon/double.ts';
import { messengerDouble } from './messenger/double.ts';
import { redditDouble } from './reddit/double.ts';
import type { PlatformName } from './registry.ts';
import { standardDouble } from './standard/double.ts';
import { telegramDouble } from './telegram/double.ts';
import { threadsDouble } from './threads/double.ts';
import { trustpilotDouble } from './trustpilot/double.ts';
import { whatsAppDouble } from './whatsapp/double.ts';
import { xDouble } from './x/double.ts';
import { youtubeDouble } from './youtube/double.ts';

/** Every platform as it is played where there is none: the local run, the replay, the tests. Never part of a Lambda. */
export const doubles: Readonly<Record<PlatformName, PlatformDouble>> = {
  app_store: appStoreDouble,
  bluesky: blueskyDouble,
  facebook: facebookDouble,
  google_business: googleBusinessDouble,
  google_play: googlePlayDouble,
  instagram: instagramDouble,
  line: lineDouble,
  linkedin: linkedInDouble,
  mastodon: mastodonDouble,
  messenger: messengerDouble,
  reddit: redditDouble,
  standard: standardDouble,
  telegram: telegramDouble,
  threads: threadsDouble,
  trustpilot: trustpilotDouble,
  whatsapp: whatsAppDouble,
  x: xDouble,
  youtube: youtubeDouble,
};
