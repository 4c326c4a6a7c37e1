import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meanings, outline } from '../support/fixtures.ts';

/** Payloads recorded by other projects, read where they lie: EARSHOT_FIXTURES. */

const folder = join(process.env['EARSHOT_FIXTURES'] ?? '', 'whatsapp');
const present = process.env['EARSHOT_FIXTURES'] !== undefined && existsSync(folder);
const recorded = (file: string): unknown => JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'));
const read = (file: string) => meanings('whatsapp', recorded(file));

/** The name that a file tells, whosever it is. */
const nameIn = (file: string): string | undefined =>
  /"profile":\{"name":"(?<name>[^"]+)"/.exec(JSON.stringify(recorded(file)))?.groups?.['name'];

/** Who wrote, where several files have the same. */
const PYWA = { account: 'whatsapp:1122334455667', author: { id: '972987654321' } } as const;
const RESTFB = {
  account: 'whatsapp:10634295353625',
  id: 'wamid.HBgNNDkxNTIwOTgzMzM5OBUCABIYHGDEHJVFHJEVCFHJEVBCMTkyODk1OEIyAA==',
  author: { id: '491234567890' },
  sentAt: '2022-05-22T21:01:53.000Z',
} as const;
const ONPREM = { author: { id: '2423423243' }, sentAt: '2021-09-30T20:39:54.000Z' } as const;
const SHEENA = {
  id: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=',
  author: { id: 'US.13491208655302741918' },
  sentAt: '2025-06-08T20:59:43.000Z',
} as const;

const file = (type: string, id: string) => ({ attachments: [{ type, id }] });
const dm = { channel: 'whatsapp.dm', threadKeys: ['dm'], direction: 'in' } as const;

/** What each file that holds a customer's words must become. */
const WORDS: Readonly<Record<string, object>> = {
  botpress_bsuid_username_only_no_from_no_wa_id: {
    ...dm,
    account: 'whatsapp:business-phone-id',
    text: 'Hello',
    author: { id: 'CO.1047385771169864' },
    sentAt: '2026-07-16T20:07:05.000Z',
  },
  chatwoot_onprem_contact: {
    author: { id: '919446284490' },
    attachments: [{ type: 'contact' }, { type: 'contact' }],
    sentAt: '2023-02-08T02:27:45.000Z',
  },
  chatwoot_onprem_interactive: { ...ONPREM, text: 'First Button' },
  chatwoot_onprem_params_2: { ...ONPREM, id: '2423423243', text: 'Test' },
  chatwoot_onprem_template_button: { ...ONPREM, text: 'Yes this is a button' },
  chatwoot_onprem_unsupported_message_types_ignores_type_unsupported: { attachments: [{ type: 'unsupported' }] },
  metadocs_text_message: {
    ...dm,
    account: 'whatsapp:7261096787229592',
    text: 'Hi!',
    author: { id: '12954886655' },
    sentAt: '2010-11-15T00:30:11.000Z',
  },
  pywa_callback_button_button: {
    ...PYWA,
    text: 'title',
    inReplyTo: 'wamid.xyzxyz',
    sentAt: '2023-10-25T20:45:30.000Z',
  },
  pywa_callback_button_quick_reply: { ...PYWA, id: 'wamid.xsidjw', text: 'title', inReplyTo: 'wamid.xyzxyz==' },
  pywa_callback_button_quick_reply_without_context: { ...PYWA, id: 'wamid.xsidjx', text: 'title' },
  pywa_callback_selection_callback: { ...PYWA, id: 'wamid.zyzxyz', text: 'title' },
  pywa_callback_selection_description: { ...PYWA, id: 'wamid.zyzxyz', text: 'title' },
  pywa_flow_completion_without_flow_token: { ...PYWA, text: expect.stringContaining('comment_text: Comment Text') },
  pywa_message_animated_sticker: { ...PYWA, ...file('sticker', '1234567890987654321') },
  pywa_message_contacts: { ...PYWA, attachments: Array(3).fill({ type: 'contact' }) },
  pywa_message_current_location: { ...PYWA, attachments: [{ type: 'location' }] },
  pywa_message_document: { ...PYWA, text: 'caption', ...file('document', '1234567890987654321') },
  pywa_message_forwarded_many_times: { ...PYWA, text: 'text forwarded many times', sentAt: '2023-10-11T17:22:48.000Z' },
  pywa_message_interactive_message_with_err: { ...PYWA, attachments: [{ type: 'unsupported' }] },
  pywa_message_media_with_url: {
    ...PYWA,
    attachments: [{ type: 'image', id: '65463453', url: expect.stringMatching(/^https:\/\/lookaside\.fbsbx\.com\//) }],
  },
  pywa_message_order: { ...PYWA, text: undefined, attachments: [{ type: 'order' }] },
  pywa_message_referral: { ...PYWA, id: 'wamid.ID', text: 'BODY', sentAt: '2023-10-11T17:23:20.000Z' },
  pywa_message_reply: { ...PYWA, text: 'replied text', inReplyTo: 'wamid.xyzxyz==' },
  pywa_message_text: { ...PYWA, ...dm, text: 'Body Text', sentAt: '2023-10-11T16:53:43.000Z' },
  pywa_message_unsupported_with_type: { ...PYWA, attachments: [{ type: 'unsupported' }] },
  pywa_message_voice: { ...PYWA, ...file('audio', '1234567890987654321') },
  restfb_webhook_incoming_message_ads: { ...RESTFB, ...dm, text: 'Test' },
  restfb_webhook_incoming_message_audio: { ...RESTFB, ...file('audio', '1113842206146232') },
  restfb_webhook_incoming_message_button: { ...RESTFB, text: 'No', inReplyTo: 'wamid.ID' },
  restfb_webhook_incoming_message_contacts: {
    author: { id: '333333333333' },
    attachments: [{ type: 'contact' }],
  },
  restfb_webhook_incoming_message_contacts2: {
    sentAt: '2024-04-09T07:10:03.000Z',
    attachments: Array(2).fill({ type: 'contact' }),
  },
  restfb_webhook_incoming_message_contacts_request_bsuid: { ...SHEENA, attachments: [{ type: 'contact' }] },
  restfb_webhook_incoming_message_document: {
    ...RESTFB,
    text: 'RESTFB ANNIVERSARY',
    ...file('document', '4937353526352'),
  },
  restfb_webhook_incoming_message_image: { ...RESTFB, text: 'Some awesome image', ...file('image', '400962571939895') },
  restfb_webhook_incoming_message_interactive_btn: { ...RESTFB, text: 'button-text' },
  restfb_webhook_incoming_message_location: { ...RESTFB, attachments: [{ type: 'location' }] },
  restfb_webhook_incoming_message_sticker: { ...RESTFB, ...file('sticker', '1122990445227715') },
  restfb_webhook_incoming_message_text: { ...RESTFB, text: 'Test' },
  restfb_webhook_incoming_message_text_bsuid: {
    ...SHEENA,
    channel: 'whatsapp.group',
    threadKeys: ['120363418770915618@g.us'],
    text: 'Does it come in another color?',
  },
  restfb_webhook_incoming_message_video: { ...RESTFB, text: 'Video', ...file('video', '378911494190301') },
  botpress_smb_message_echoes_text: {
    direction: 'out',
    customerId: '14169385443',
    text: 'Hi! Thanks for reaching out, this is a human replying.',
    sentAt: '2024-06-26T17:00:00.000Z',
  },
};

/** What the others are, the first event of each. */
const OTHERS: Readonly<Record<string, string>> = {
  botpress_bsuid_status_delivered_no_recipient_id: 'ignored delivery_receipt',
  chatwoot_onprem_status_read: 'ignored read_receipt',
  chatwoot_onprem_status_unknown_status: 'ignored deleted_receipt',
  pywa_call_connect_business_initiated: 'ignored call',
  pywa_call_permission_update_reject: 'ignored call_permission',
  pywa_call_terminate: 'ignored call',
  pywa_deleted_message_revoke: 'deletion of <ORIGINAL_WHATSAPP_MESSAGE_ID>',
  pywa_message_reaction: 'ignored reaction',
  pywa_message_status_delivered: 'ignored delivery_receipt',
  pywa_message_status_failed: 'ignored send_failed_130472',
  pywa_message_status_played: 'ignored played_receipt',
  pywa_message_status_read: 'ignored read_receipt',
  pywa_message_status_with_tracker: 'ignored sent_receipt',
  pywa_system_phone_number_change: 'ignored customer_number_changed',
  pywa_user_marketing_preferences_resume: 'ignored marketing_preference',
  pywa_user_marketing_preferences_signup: 'ignored marketing_preference',
  restfb_group_info: 'unknown body',
  restfb_group_join_requests: 'unknown body',
  restfb_message_response: 'unknown messages',
  restfb_message_response_phone_precedence: 'unknown messages',
  restfb_message_template_components: 'unknown body',
  restfb_phone_number_full_response: 'unknown body',
  restfb_send_message_recipient_only: 'unknown body',
  restfb_send_message_to_and_recipient: 'unknown body',
  restfb_webhook_group_participants_update: 'ignored group_update',
  restfb_webhook_incoming_message_emoji: 'ignored reaction',
  restfb_webhook_incoming_message_system_bsuid: 'ignored customer_id_changed',
  restfb_webhook_userIdUpdate: 'ignored customer_id_changed',
};

const others = (name: string): string | undefined => {
  if (/account_update|accountUpdate|accountReviewUpdate|phoneNumberQualityUpdate/.test(name))
    return 'ignored account_update';
  return /_template_.*update|messageTemplateStatusUpdate/.test(name) ? 'ignored template_update' : OTHERS[name];
};

describe.skipIf(!present)('recorded payloads of WhatsApp', () => {
  test('are all in one of the two tables', () => {
    const names = (present ? readdirSync(folder) : []).map((name) => name.replace('.json', ''));
    expect(names.filter((name) => !WORDS[name] && !others(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(80);
    for (const name of names.filter((each) => !WORDS[each]))
      expect([name, outline(read(name))[0]]).toEqual([name, others(name)]);
  });

  test.each(Object.entries(WORDS))('%s', (name, expected) => {
    const found = read(name);
    expect(found).toHaveLength(1);
    expect(found).toMatchObject([{ message: expected }]);
    expect(found.map((one) => one.kind === 'message' && one.message.author.name)).toEqual([nameIn(name)]);
  });
});
