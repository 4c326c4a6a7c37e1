import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doubles } from '#platforms/doubles.ts';
import type { Normalised } from '#platforms/event.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { meanings, outline } from './support/fixtures.ts';

/** Payloads recorded by other projects, read where they lie: EARSHOT_FIXTURES. */

const root = process.env['EARSHOT_FIXTURES'] ?? '';
const present = existsSync(join(root, 'x'));

/** Its folder, by the first of its names that is there. */
const folderOf = (platform: PlatformName): string =>
  [platform, ...(doubles[platform].recordedAs ?? [])].find((folder) => existsSync(join(root, folder))) ?? platform;

/** Not payloads: what the folders hold beside them. */
const NO_PAYLOAD = new Set(['twitter_text_weighted_length_conformance.json', 'spec_headers.json']);

function recorded(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(root, folder, file), 'utf8'));
}

function files(platform: PlatformName): readonly string[] {
  const folder = join(root, folderOf(platform));
  return existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith('.json') && !NO_PAYLOAD.has(file))
    : [];
}

function read(platform: PlatformName, name: string): readonly Normalised[] {
  return meanings(platform, recorded(folderOf(platform), `${name}.json`));
}

const all = (Object.keys(platforms) as PlatformName[]).flatMap((platform) =>
  files(platform).map((file) => [platform, file] as const),
);

describe.skipIf(!present)('recorded payloads', () => {
  test('are there', () => {
    expect(all.length).toBeGreaterThan(60);
  });

  test.each(all)('%s %s has a meaning', (platform, file) => {
    const body = recorded(folderOf(platform), file);
    const found = meanings(platform, body);
    if (platforms[platform].webhook) expect(found.length).toBeGreaterThan(0);
    const kinds = ['message', 'amendment', 'ignored', 'reference', 'unknown'];
    for (const { kind } of found) expect(kinds).toContain(kind);
  });

  test.each<[PlatformName, string, string]>([
    ['x', 'xaa_dm_received', 'message 2393258630879848365 in 2777777777777777777'],
    ['x', 'xaa_dm_sent', 'message 2393254601973672954 out 2711661618'],
    ['x', 'xaa_post_create', 'ignored own_post'],
    ['x', 'xaa_post_delete', 'deletion of 2393250756436904041'],
    ['x', 'xaa_post_reply_create', 'message 2363333333333333330 in 2777777777777777777'],
    ['x', 'xaa_post_quote_create', 'message 2363333333333333337 in 2777777777777777777'],
    ['x', 'xaa_chat_received', 'unknown chat.received'],
    ['x', 'xaa_like_create', 'ignored like'],
    ['x', 'xaa_follow_unfollow', 'ignored follow'],
    ['x', 'xaa_profile_update_bio', 'ignored profile_update'],
    ['x', 'xaa_event_envelope', 'unknown post.create'],
    ['x', 'aaa_direct_message_events', 'message 981160943005088465 in 3330656482'],
    ['x', 'aaa_tweet_create_events_mentions', 'unknown tweet_create_events'],
    ['x', 'aaa_tweet_delete_events', 'deletion of 1318138886402856842'],
    ['x', 'aaa_direct_message_mark_read_events', 'ignored read_receipt'],
    ['x', 'aaa_replay_job_status_complete', 'ignored replay_status'],
    ['x', 'aaa_user_event', 'ignored authorization_revoked'],
    ['x', 'chatwoot_tweet_create_event', 'message 1 in 2'],
    ['x', 'chatwoot_twitter_dm_image_event', 'message 123 in 2'],
    [
      'messenger',
      'chatwoot_incoming_fb_text_message',
      'message m_KXGKDUpO6xbVdAmZFBVpzU1AhKVJdAIUnUH4cwkvb_K3iZsWhowDRyJ_DcowEpJjncaBwdCIoRrixvCbbO1PcA in 3383290475046708',
    ],
    ['messenger', 'restfb_messaging_message_edits', 'edit of mid.1457764197618:41d102a3e1ae206a38'],
    ['messenger', 'restfb_messaging_message_isdeleted', 'deletion of message_id'],
    [
      'messenger',
      'restfb_messaging_message_basic_echo',
      'message mid.1457764197618:41d102a3e1ae206a38 out 987654321432',
    ],
    [
      'messenger',
      'restfb_messaging_postback_chat',
      'message postback:user_ref:987654321432:1458692752478 in user_ref:987654321432',
    ],
    ['messenger', 'restfb_messaging_policy_callback_unblock', 'ignored policy_enforcement'],
    ['messenger', 'restfb_messaging_payment', 'unknown payment'],
    ['standard', 'spec_full_payload', 'unknown contact.created'],
  ])('%s %s is %s', (platform, name, expected) => {
    expect(outline(read(platform, name))).toEqual([expected]);
  });

  test('tell who wrote them, and what', () => {
    expect(read('x', 'xaa_dm_received')[0]).toMatchObject({
      message: {
        account: 'x:1000000000000000000',
        text: 'hello!',
        author: { handle: 'OtherUser', followers: 97, verified: false },
        sentAt: '2010-12-06T23:56:11.427Z',
      },
    });
    expect(read('x', 'aaa_direct_message_events')[0]).toMatchObject({
      message: { text: 'Hello World!', author: { handle: 'furiouscamper', followers: 22 } },
    });
    expect(read('x', 'chatwoot_tweet_create_event')[0]).toMatchObject({
      message: { author: { handle: 'surveyjoyHQ' }, sentAt: '2020-02-05T08:39:31.000Z' },
    });
    expect(read('x', 'chatwoot_twitter_dm_image_event')[0]).toMatchObject({
      message: { attachments: [{ type: 'photo', url: 'https://pbs.twimg.com/media/DOhM30VVwAEpIHq.jpg' }] },
    });
    expect(read('x', 'xaa_post_reply_create')[0]).toMatchObject({
      message: { inReplyTo: '2393250463411642265', threadKeys: ['2393250463411642265', '2363333333333333330'] },
    });
    expect(read('messenger', 'restfb_messaging_message_edits')[0]).toMatchObject({
      amendment: { text: 'hello, world!' },
    });
    const stickers = ['restfb_messaging_message_sticker_thumbup', 'derived_sticker_attachment_after_2026_08_30'];
    for (const name of stickers) {
      expect(read('messenger', name)[0]).toMatchObject({ message: { attachments: [{ type: 'sticker' }] } });
    }
  });
});
