import type { Changed, Edited, Payload, Said } from '#platforms/customer.ts';
import { pageDeletion, pageEdit, pageMessage } from '#platforms/messenger/payloads.ts';
import { standardDeletion, standardEdit, standardMessage } from '#platforms/standard/payloads.ts';
import {
  directMessage,
  directMessageActivity,
  postActivity,
  tweetDeletion,
  tweetMention,
} from '#platforms/x/payloads.ts';

/** The ways a customer can be heard: channel, and on X the envelope. */
export type Wording =
  | 'x.tweet'
  | 'x.post'
  | 'x.dm'
  | 'x.dm-activity'
  | 'messenger.dm'
  | 'standard.private'
  | 'standard.public';

/** The platforms that have a wording. */
export type Voiced = 'messenger' | 'standard' | 'x';

/** A payload and the platform whose payload it is. */
export interface Spoken {
  readonly platform: Voiced;
  readonly payload: Payload;
}

const WORDINGS: Readonly<Record<Wording, (said: Said) => Spoken>> = {
  'x.tweet': (said) => ({ platform: 'x', payload: tweetMention(said) }),
  'x.post': (said) => ({ platform: 'x', payload: postActivity(said) }),
  'x.dm': (said) => ({ platform: 'x', payload: directMessage(said) }),
  'x.dm-activity': (said) => ({ platform: 'x', payload: directMessageActivity(said) }),
  'messenger.dm': (said) => ({ platform: 'messenger', payload: pageMessage(said) }),
  'standard.private': (said) => ({
    platform: 'standard',
    payload: standardMessage({ ...said, visibility: 'private' }),
  }),
  'standard.public': (said) => ({ platform: 'standard', payload: standardMessage({ ...said, visibility: 'public' }) }),
};

/** The payload of one message, in the given wording. */
export function customerMessage(wording: Wording, said: Said): Spoken {
  return WORDINGS[wording](said);
}

/** The payload of an edit. X has none: an edited post is a new post. */
export function customerEdit(platform: 'messenger' | 'standard', edited: Edited): Spoken {
  return { platform, payload: platform === 'messenger' ? pageEdit(edited) : standardEdit(edited) };
}

/** The payload of a deletion. */
export function customerDeletion(platform: Voiced, changed: Changed): Spoken {
  const build = { x: tweetDeletion, messenger: pageDeletion, standard: standardDeletion }[platform];
  return { platform, payload: build(changed) };
}
