import { expect, test } from 'vitest';
import { doubles } from '#platforms/doubles.ts';
import { instagram } from '#platforms/instagram/index.ts';
import { fixture, pieces, RECEIVED_AT } from '../support/fixtures.ts';
import { answered, received } from '../support/sending.ts';

const events = [
  ...pieces('instagram', fixture('instagram/mentions')),
  ...pieces('instagram', fixture('instagram/comments')).slice(4, 5),
];
const turn = {
  account: 'instagram:17841400000000001',
  credentials: { accessToken: 'seed', baseUrl: 'http://127.0.0.1:1/api' },
  nowMs: 0,
};
const api = doubles.instagram.api({
  tokens: ['seed'],
  lastHeard: () => undefined,
  nextPage: () => undefined,
  thing: (id) => THINGS[id],
});
const THINGS: Readonly<Record<string, unknown>> = {
  '1790001': { id: '1790001', from: { id: '5600000000000001', username: 'sam_visits' } },
  '1790050': {
    id: '1790050',
    text: 'Ask @the_shop',
    timestamp: '2026-11-22T09:31:40+0000',
    username: 'sam_visits',
    media: { id: '1800050' },
  },
  '1800051': {
    id: '1800051',
    media_type: 'IMAGE',
    media_url: 'https://media.example/51.jpg',
    permalink: 'https://social.example/p/51',
  },
};

/** What becomes of a mention: asked for at the double, read, and read again as an event. */
function fetched(index: number) {
  const event = events[index];
  const named = event && instagram.normalise(event, RECEIVED_AT);
  if (!event || named?.kind !== 'reference' || !instagram.fetch) throw new Error('nothing to fetch');
  const response = answered(api(received(instagram.fetch.request(named.reference, turn))));
  const answer = instagram.fetch.read(response, event);
  return answer.kind === 'fetched' ? instagram.normalise(answer.event, RECEIVED_AT) : answer;
}

test('a mention in a comment is fetched through the account, and answered at its post', () => {
  expect(fetched(0)).toMatchObject({
    kind: 'message',
    message: {
      channel: 'instagram.mention',
      id: '1790050',
      text: 'Ask @the_shop',
      author: { handle: 'sam_visits' },
      threadKeys: ['1800050', '1790050'],
      answerWith: { media_id: '1800050' },
      sentAt: '2026-11-22T09:31:40.000Z',
    },
  });
});

test('the customer of a mention is known by a digest of the handle, the same for the same handle, and not by it', () => {
  const meaning = fetched(0);
  const { customerId } = 'message' in meaning ? meaning.message : { customerId: '' };
  expect(customerId).toMatch(/^username:[0-9a-f]{32}$/);
});

test('a photo without a caption is a message, and is not asked for again', () => {
  expect(fetched(1)).toMatchObject({
    kind: 'message',
    message: {
      id: '1800051',
      attachments: [{ type: 'image', url: 'https://media.example/51.jpg' }],
      threadKeys: ['1800051'],
    },
  });
});

test("the account's own answer is recorded as said to whoever wrote the comment above it", () => {
  expect(fetched(2)).toMatchObject({
    kind: 'message',
    message: {
      direction: 'out',
      id: '1790005',
      customerId: '5600000000000001',
      author: { id: '17841400000000001', handle: 'the_shop' },
      inReplyTo: '1790001',
    },
  });
});

test('nothing but an id goes into the expression', () => {
  const call = instagram.fetch?.request({ type: 'mentioned_comment', id: '1){id},x(2' }, turn);
  expect(new URL(call?.url ?? '').searchParams.get('fields')).toBe(
    'mentioned_comment.comment_id(0){id,text,timestamp,username,media{id}}',
  );
});

test('what the API does not give out is gone', () => {
  const [event] = events;
  if (!event) throw new Error('no event');
  const read = (body: unknown, status = 400) =>
    instagram.fetch?.read({ status, headers: {}, body: JSON.stringify(body) }, event);
  expect(read({ error: { code: 100, error_subcode: 33 } })).toEqual({ kind: 'gone' });
  expect(read({ id: '178' }, 200)).toEqual({ kind: 'gone' });
  expect(read({ error: { code: 190 } })).toMatchObject({ kind: 'stale_token' });
});
