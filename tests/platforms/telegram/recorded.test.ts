import { describe, expect, test } from 'vitest';
import { meaningsRecorded, recordedFiles } from '../support/recorded.ts';

/** Updates recorded by other projects: what each says, by whom, where and when. */

const files = recordedFiles('telegram');

const SOJAN = { author: { id: '23', name: 'Sojan Jose', handle: 'sojan' }, threadKeys: ['chat:23'] };
const THEN = '2021-09-08T20:14:37.000Z';

const EXPECTED: Readonly<Record<string, object>> = {
  'alerta_issue616_plain_message.json': {
    id: '11111111:39',
    text: ':smile:',
    author: { id: '111111111', name: 'xxx xxx' },
    threadKeys: ['chat:11111111'],
    visibility: 'private',
  },
  'chatwoot_text.json': { ...SOJAN, text: 'test', sentAt: THEN, visibility: 'private' },
  'chatwoot_contact.json': { ...SOJAN, text: '+918660944581', attachments: [{ type: 'contact' }], sentAt: THEN },
  'chatwoot_location_2.json': {
    ...SOJAN,
    text: 'San Francisco',
    attachments: [{ type: 'location', url: 'geo:37.7893768,-122.3895553' }],
  },
  'chatwoot_location.json': { ...SOJAN, text: undefined, attachments: [{ type: 'location' }], sentAt: THEN },
  'chatwoot_audio_messages.json': { attachments: [{ type: 'audio', id: 'AwADBAADbXXXXXXXXXXXGBdhD2l6_XX' }] },
  'chatwoot_document.json': { attachments: [{ type: 'document', id: 'AwADBAADbXXXXXXXXXXXGBdhD2l6_XX' }] },
  'chatwoot_callback_query.json': {
    id: 'callback:2342342309929423',
    text: 'Option 1',
    author: { id: '5171248', name: 'Sojan Jose', handle: 'sojan' },
    inReplyTo: '23:1',
    threadKeys: ['chat:23'],
  },
};

describe.skipIf(files.length === 0)('recorded updates', () => {
  test.each(files)('%s has a meaning', (file) => {
    const all = meaningsRecorded('telegram', file);
    expect(all).toHaveLength(1);
    expect(all[0]?.kind).toMatch(/^(message|amendment)$/);
  });

  test.each(Object.entries(EXPECTED))('%s says what it said', (file, message) => {
    expect(meaningsRecorded('telegram', file)[0]).toMatchObject({ kind: 'message', message });
  });

  test('an edited caption is an edit', () => {
    expect(meaningsRecorded('telegram', 'chatwoot_edited_message_caption.json')[0]).toMatchObject({
      amendment: {
        kind: 'edit',
        messageId: '789:49',
        customerId: '123',
        text: 'updated caption',
        at: '2021-09-08T20:15:00.000Z',
      },
    });
  });
});
