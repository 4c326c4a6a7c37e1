import { describe, expect, test } from 'vitest';
import { outline } from '../support/fixtures.ts';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

const files = recordedFiles('messenger');
const PAGE = 'messenger:12345654332';
const CUSTOMER = '987654321432';

const message = (id: string, more: object) => ({ kind: 'message', message: { id, threadKeys: ['dm'], ...more } });

/** What each recorded file that carries words, or takes some back, says. */
const EXPECTED: Readonly<Record<string, object>> = {
  chatwoot_incoming_fb_text_message: message(
    'm_KXGKDUpO6xbVdAmZFBVpzU1AhKVJdAIUnUH4cwkvb_K3iZsWhowDRyJ_DcowEpJjncaBwdCIoRrixvCbbO1PcA',
    { account: 'messenger:117172741761305', text: 'facebook message', author: { id: '3383290475046708' } },
  ),
  derived_sticker_attachment_after_2026_08_30: message('m1', {
    author: { id: 'PSID' },
    attachments: [{ type: 'sticker', url: 'https://scontent.xx.fbcdn.net/x.png' }],
    sentAt: '2026-08-29T10:40:00.000Z',
  }),
  restfb_messaging_button_template: message('mid.1458668856218:ed81099e15d3f4f233', {
    attachments: [{ type: 'template' }],
    sentAt: '2016-03-23T00:25:52.478Z',
  }),
  restfb_messaging_message_basic: message('mid.1457764197618:41d102a3e1ae206a38', {
    account: PAGE,
    text: 'hello, world!',
    direction: 'in',
    author: { id: CUSTOMER },
    sentAt: '2016-03-12T06:29:57.627Z',
  }),
  restfb_messaging_message_basic_echo: message('mid.1457764197618:41d102a3e1ae206a38', {
    account: PAGE,
    text: 'hello, world!',
    direction: 'out',
    customerId: CUSTOMER,
  }),
  restfb_messaging_message_edits: {
    amendment: { kind: 'edit', messageId: 'mid.1457764197618:41d102a3e1ae206a38', text: 'hello, world!' },
  },
  restfb_messaging_message_isdeleted: { amendment: { kind: 'deletion', messageId: 'message_id' } },
  restfb_messaging_message_isunsupported: message('message_id', { attachments: [{ type: 'unsupported' }] }),
  restfb_messaging_message_media_attachment: message('mid.1458696618141:b4ef9d19ec21086067', {
    attachments: [{ type: 'image', url: 'IMAGE_URL' }],
    sentAt: '2016-03-23T01:30:18.268Z',
  }),
  restfb_messaging_message_prior: message('mid.1457744567618:41d102a3e1ae206a38', { text: 'Thanks for messaging me!' }),
  restfb_messaging_message_quickreply: message('mid.1458696618141:b4ef9d19ec21086067', {
    account: 'messenger:1234567890321',
    text: 'quick reply text',
    sentAt: '2016-08-09T21:51:50.432Z',
  }),
  restfb_messaging_message_sticker_thumbup: message('mid.1487254148673:a082abc439', {
    author: { id: CUSTOMER },
    attachments: [{ type: 'sticker' }],
  }),
  restfb_messaging_postback_chat: message('postback:user_ref:987654321432:1458692752478', { direction: 'in' }),
};

describe.skipIf(files.length === 0)('recorded payloads of Messenger', () => {
  test.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    expect(meaningsRecorded('messenger', `${name}.json`)).toMatchObject([expected]);
  });

  test('all others are ignored with a reason, or unknown and kept', () => {
    const others = files.filter((file) => !Object.hasOwn(EXPECTED, file.replace('.json', '')));
    const lines = others.flatMap((file) => outline(meaningsRecorded('messenger', file)));
    expect(lines.sort()).toEqual([
      'ignored account_linking',
      'ignored delivery_receipt',
      'ignored delivery_receipt',
      'ignored opt_in',
      'ignored policy_enforcement',
      'ignored read_receipt',
      'ignored read_receipt',
      'ignored thread_handover',
      'ignored thread_handover',
      'ignored thread_handover',
      'ignored thread_handover',
      'unknown checkout_update',
      'unknown payment',
    ]);
  });
});
