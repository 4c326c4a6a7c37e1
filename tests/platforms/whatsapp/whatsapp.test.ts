import { describe, expect, test } from 'vitest';
import { fixture, meanings, meaningsOf, outline, pieces, RECEIVED_AT } from '../support/fixtures.ts';

const NUMBER = '106540000000001';
const CUSTOMER = '4915550000002';

/** A message's text and files, in one line. */
function saying(path: `whatsapp/${string}`): unknown[] {
  return meaningsOf(path).map((one) => one.kind === 'message' && [one.message.text, ...one.message.attachments]);
}

describe('a message to the number', () => {
  test('is a private message of a phone number, with the name and the username that came along', () => {
    expect(meaningsOf('whatsapp/text')).toEqual([
      {
        kind: 'message',
        message: {
          account: `whatsapp:${NUMBER}`,
          platform: 'whatsapp',
          channel: 'whatsapp.dm',
          visibility: 'private',
          id: 'wamid.1',
          threadKeys: ['dm'],
          customerId: CUSTOMER,
          direction: 'in',
          author: { id: CUSTOMER, name: 'customer-1', handle: 'customer_1' },
          text: 'Where is my parcel? 📦',
          attachments: [],
          inReplyTo: 'wamid.0',
          answerWith: undefined,
          sentAt: '2026-11-22T09:31:41.000Z',
          receivedAt: RECEIVED_AT,
        },
      },
    ]);
  });

  test('of somebody with a username holds no number at all: the business-scoped id is who wrote', () => {
    expect(meaningsOf('whatsapp/username-only')[0]).toMatchObject({
      message: { customerId: 'FR.1003', author: { id: 'FR.1003', name: 'customer-3', handle: 'customer_3' } },
    });
  });

  test('may be of any type, and a file may have an address, an id or both', () => {
    expect(saying('whatsapp/types')).toEqual([
      ['Broken on arrival', { type: 'image', url: 'https://lookaside.example/10', id: '7010' }],
      [undefined, { type: 'video', url: undefined, id: '7011' }],
      [undefined, { type: 'audio', url: undefined, id: '7012' }],
      [undefined, { type: 'voice', url: undefined, id: '7013' }],
      [undefined, { type: 'document', url: undefined, id: '7014' }],
      [undefined, { type: 'sticker', url: undefined, id: '7015' }],
      ['Shop', { type: 'location', url: 'https://shop.example/' }],
      ['a\nb', { type: 'contact' }, { type: 'contact' }],
      ['Talk to a person'],
      ['Track it'],
      ['Lost parcel'],
      ['order: 4711\nstars: 2'],
      [undefined, { type: 'unsupported' }],
      ['By Friday, please', { type: 'order' }],
      [undefined, { type: 'unsupported' }],
      [undefined, { type: 'unsupported' }],
    ]);
  });

  test('a form whose answers cannot be read says what WhatsApp shows for it', () => {
    const body = (response_json: string) => {
      const interactive = { type: 'nfm_reply', nfm_reply: { body: 'Sent', response_json } };
      return { messages: [{ id: 'a', from: '1', type: 'interactive', interactive }] };
    };
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const json of ['', '{', '[]', '7', '{"flow_token":"t"}', deep]) {
      expect(meanings('whatsapp', body(json))).toMatchObject([{ message: { text: 'Sent' } }]);
    }
  });

  test('without a type is what it holds', () => {
    const body = { messages: [{ id: 'a', from: '1', image: { id: '7', caption: 'Broken' } }] };
    expect(meanings('whatsapp', body)).toMatchObject([
      { message: { text: 'Broken', attachments: [{ type: 'image', id: '7' }] } },
    ]);
  });

  test('in a group is public, belongs to the group and is answered there', () => {
    expect(meaningsOf('whatsapp/group')[0]).toMatchObject({
      message: {
        channel: 'whatsapp.group',
        visibility: 'public',
        threadKeys: ['Y2FwaV9ncm91cDox'],
        customerId: CUSTOMER,
        answerWith: { group_id: 'Y2FwaV9ncm91cDox' },
      },
    });
  });
});

test('what needs no answer is ignored, with a reason; what is not known is kept whole', () => {
  expect(outline(meaningsOf('whatsapp/of-no-consequence'))).toEqual([
    'ignored reaction',
    'ignored reaction',
    'ignored talk_opened',
    'ignored call_permission',
    'ignored customer_number_changed',
    'ignored customer_id_changed',
    'ignored customer_identity_changed',
    'ignored system',
    'ignored system',
    'unknown messages.poll',
    'unknown messages',
  ]);
  expect(outline(meaningsOf('whatsapp/notices'))).toEqual([
    'ignored call',
    'ignored marketing_preference',
    'ignored customer_id_changed',
    'ignored group_update',
    'ignored group_update',
    'ignored history',
    'ignored contacts_update',
    'ignored template_update',
    'ignored account_update',
    'ignored error_131000',
    'unknown changes.messages',
    'unknown changes.tracking_events',
  ]);
});

test('receipts are ignored, and a failed one says with which code', () => {
  expect(outline(meaningsOf('whatsapp/statuses'))).toEqual([
    'ignored sent_receipt',
    'ignored delivery_receipt',
    'ignored read_receipt',
    'ignored played_receipt',
    'ignored deleted_receipt',
    'ignored warning',
    'ignored send_failed_131047',
    'ignored send_failed',
    'unknown statuses.scheduled',
    'ignored delivery_receipt',
    'ignored read_receipt',
    'ignored read_receipt',
  ]);
});

test('each status of a message is an event of its own, and so is each reader of a group', () => {
  const ids = pieces('whatsapp', fixture('whatsapp/statuses')).map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(['status:wamid.out1:sent', 'status:wamid.out1:delivered', 'status:wamid.out1:read']);
  expect(ids.slice(-2)).toEqual(['status:wamid.out3:read:FR.1003', 'status:wamid.out3:read:DE.1002']);
});

test('an edit has the new words, a revoked message none; both names of the original are read', () => {
  const [text, caption, empty, ...revoked] = meaningsOf('whatsapp/edit-and-revoke');
  const common = { customerId: CUSTOMER, channel: 'whatsapp.dm', threadKeys: ['dm'] };
  const edit = { ...common, kind: 'edit', id: 'edit:wamid.50', messageId: 'wamid.1', at: '2026-11-22T09:32:30.000Z' };
  expect(text).toMatchObject({ amendment: { ...edit, text: 'Where is my parcel 4711?' } });
  expect(caption).toMatchObject({ amendment: { messageId: 'wamid.10', text: 'Broken glass' } });
  expect(outline([empty, ...revoked].filter((one) => one !== undefined))).toEqual([
    'unknown messages.edit',
    'deletion of wamid.1',
    'deletion of wamid.10',
  ]);
});

describe('what the brand sends in the WhatsApp Business app', () => {
  test('is recorded as said to the customer', () => {
    expect(outline(meaningsOf('whatsapp/echoes'))).toEqual([
      `message wamid.e1 out ${CUSTOMER}`,
      `message wamid.e2 out ${CUSTOMER}`,
      `message wamid.e3 out ${CUSTOMER}`,
      'edit of wamid.e1',
      'deletion of wamid.e1',
    ]);
    expect(meaningsOf('whatsapp/echoes')[0]).toMatchObject({
      message: { author: { id: NUMBER }, text: 'It comes today', threadKeys: ['dm'] },
    });
    expect(saying('whatsapp/echoes')[1]).toEqual(['Shall we call?']);
  });

  test('is never taken for the customer, whatever list it is in', () => {
    const directions = meaningsOf('whatsapp/echoes').flatMap((one) =>
      one.kind === 'message' ? one.message.direction : [],
    );
    expect(new Set(directions)).toEqual(new Set(['out']));
  });
});

describe('a batch', () => {
  const events = pieces('whatsapp', fixture('whatsapp/batch'));

  test('is read to its end: entries, changes, and the lists of each', () => {
    expect(outline(meaningsOf('whatsapp/batch'))).toEqual([
      `message wamid.70 in ${CUSTOMER}`,
      'message wamid.71 in FR.1003',
      'ignored read_receipt',
      `message wamid.72 in ${CUSTOMER}`,
      'ignored account_update',
    ]);
    expect(events.map(({ account }) => account)).toEqual([
      ...Array(3).fill(`whatsapp:${NUMBER}`),
      'whatsapp:106540000000002',
      'whatsapp:unknown',
    ]);
  });

  test('gives each message its own contact, and takes no other along', () => {
    const [one, other] = meaningsOf('whatsapp/batch');
    expect(one).toMatchObject({ message: { author: { name: 'customer-1' } } });
    expect(other).toMatchObject({
      message: { author: { name: 'customer-3' }, sentAt: '2026-11-22T09:32:50.000Z' },
    });
    expect(JSON.stringify(events[0])).not.toContain('FR.1003');
  });

  test('of a thousand is a thousand events, small ones', () => {
    const message = (n: number) => ({ id: `wamid.${n}`, from: String(n), type: 'text', text: { body: 'a' } });
    const contact = (n: number) => ({ wa_id: String(n), profile: { name: `customer-${n}` } });
    const numbers = Array.from({ length: 1_000 }, (_, n) => n + 1);
    const value = {
      metadata: { phone_number_id: NUMBER },
      contacts: numbers.map(contact),
      messages: numbers.map(message),
    };
    const cut = pieces('whatsapp', { entry: [{ id: '300', changes: [{ field: 'messages', value }] }] });
    expect(new Set(cut.map(({ id }) => id)).size).toBe(1_000);
    expect(Math.max(...cut.map((event) => JSON.stringify(event).length))).toBeLessThan(600);
  });
});

test('a message delivered again in another batch is the same event', () => {
  const id = pieces('whatsapp', fixture('whatsapp/text'))[0]?.id;
  const body = fixture('whatsapp/text') as { entry: readonly { changes: readonly object[] }[] };
  const again = { ...body, entry: [{ id: '300', time: 7, changes: [...(body.entry[0]?.changes ?? []), {}] }] };
  expect(pieces('whatsapp', again)[0]?.id).toBe(id);
});

describe('the older on-premises API', () => {
  test('sent a value by itself: the path may name the account', () => {
    const body = fixture('whatsapp/on-premises-text');
    expect(meanings('whatsapp', body)).toMatchObject([
      {
        message: {
          id: 'gBEGk1',
          text: 'Still there?',
          author: { id: '4915550000004', name: 'customer-4' },
          sentAt: '2021-09-30T20:39:54.000Z',
        },
      },
    ]);
    expect(outline(meaningsOf('whatsapp/on-premises-status'))).toEqual(['ignored read_receipt']);
  });

  test('spelled some numbers in two ways: the only contact is who wrote', () => {
    const contacts = [{ wa_id: '521', profile: { name: 'customer-5' } }];
    const messages = [{ id: 'a', from: '52', type: 'text', text: { body: 'Hola' } }];
    expect(meanings('whatsapp', { contacts, messages })).toMatchObject([
      { message: { author: { id: '52', name: 'customer-5' } } },
    ]);
  });
});

test("the dashboard's test button is a message like any other", () => {
  const metadata = { display_phone_number: '16505551111', phone_number_id: '123456123' };
  const messages = [
    { from: '16315551181', id: 'ABGGFlA5Fpa', timestamp: '1504902988', type: 'text', text: { body: 'a' } },
  ];
  const changes = [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata, messages } }];
  expect(outline(meanings('whatsapp', { entry: [{ id: '0', changes }] }))).toEqual([
    'message ABGGFlA5Fpa in 16315551181',
  ]);
});

test('without a sender the contact is who wrote, as where somebody was asked for their number', () => {
  const contacts = [{ user_id: 'US.1', profile: { name: 'customer-6' } }];
  const messages = [{ id: 'a', type: 'contacts', contacts: [{ phones: [] }] }];
  expect(meanings('whatsapp', { contacts, messages })).toMatchObject([{ message: { customerId: 'US.1' } }]);
});

test.each([
  ['a message of nobody', { id: 'a', type: 'text', text: { body: 'a' } }, 'message_without_customer'],
  ['a revocation of nothing', { id: 'a', from: '1', type: 'revoke', revoke: {} }, 'message_without_id'],
])('%s is parked', (_what, message, reason) => {
  expect(() => meanings('whatsapp', { messages: [message] })).toThrow(reason);
});
