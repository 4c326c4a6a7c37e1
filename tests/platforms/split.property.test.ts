import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import { platformOfAccount } from '#platforms/account.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import { RECEIVED_AT } from './support/fixtures.ts';

const names = Object.keys(platforms) as readonly PlatformName[];
const delivery = { id: 'delivery-1', headers: {} };

/** Bodies near to real ones: known keys with anything in them. */
const keys = [
  'for_user_id',
  'tweet_create_events',
  'direct_message_events',
  'tweet_delete_events',
  'users',
  'user',
  'data',
  'event_type',
  'payload',
  'includes',
  'filter',
  'entry',
  'messaging',
  'standby',
  'changes',
  'sender',
  'recipient',
  'message',
  'mid',
  'id',
  'id_str',
  'text',
  'type',
  'timestamp',
  'message_create',
  'postback',
  'message_edit',
  'created_at',
  'value',
  'values',
  'field',
  'messages',
  'message_echoes',
  'statuses',
  'contacts',
  'metadata',
  'notifications',
  'action',
  'generatedActivity',
  '__proto__',
  'constructor',
];
const leaf = fc.oneof(
  fc.constantFrom('post.create', 'dm.received', 'post.delete', 'message.created', 'message.updated', '', '1', 'null'),
  fc.constantFrom(0, -1, 1e21, 2 ** 60, 1.5, Number.MAX_VALUE),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
);
const { body: nearlyReal } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.array(tie('body'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('body'), { maxKeys: 6 }),
  ),
}));
const anyBody = fc.oneof(fc.jsonValue(), nearlyReal);

describe.each(names)('%s', (name) => {
  const platform = platforms[name];

  test('cuts any body into at least one event, with an account and an id that a redelivery repeats', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const events = platform.split(body, delivery);
        expect(events.length).toBeGreaterThan(0);
        for (const { account, id } of events) {
          expect([name, ...(platform.webhook?.shares ?? [])]).toContain(platformOfAccount(account));
          expect(id.length).toBeLessThan(600);
        }
        const again = platform.split(structuredClone(body), delivery);
        expect(again.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      }),
      { numRuns: 500 },
    );
  });

  test('gives every event a meaning or a lasting reason, also after a journey as JSON', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        for (const event of platform.split(body, delivery)) {
          const travelled = JSON.parse(JSON.stringify(event)) as typeof event;
          expect(outcome(name, travelled)).toEqual(outcome(name, event));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('survives a body nested deeper than any stack', () => {
    const deep: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
    expect(platform.split(deep, delivery).length).toBeGreaterThan(0);
    expect(platform.split({ entry: deep, data: deep, tweet_create_events: [deep] }, delivery).length).toBeGreaterThan(
      0,
    );
  });
});

test('every item of every list of an Account Activity body becomes one event', () => {
  const lists = fc.dictionary(
    fc.constantFrom('tweet_create_events', 'favorite_events', 'new_kind_of_events'),
    fc.array(fc.object()),
    {
      minKeys: 1,
    },
  );
  fc.assert(
    fc.property(lists, (body) => {
      const items = Object.values(body).flat().length;
      expect(platforms.x.split({ for_user_id: '1', ...body }, delivery)).toHaveLength(Math.max(items, 1));
      const both = { for_user_id: '1', data: { event_type: 'post.create' }, ...body };
      expect(platforms.x.split(both, delivery)).toHaveLength(1 + Math.max(items, 1));
    }),
  );
});

test('every item of every entry of a Messenger body becomes one event of its page', () => {
  const entry = fc.record({
    id: fc.integer({ min: 1, max: 3 }).map(String),
    messaging: fc.array(fc.object(), { minLength: 1 }),
    standby: fc.array(fc.object()),
  });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), (entries) => {
      const events = platforms.messenger.split({ object: 'page', entry: entries }, delivery);
      const accounts = entries.flatMap(({ id, messaging, standby }) =>
        [...messaging, ...standby].map(() => `messenger:${id}`),
      );
      expect(events.map(({ account }) => account)).toEqual(accounts);
    }),
  );
});

test('an event batched with others has the id it has alone', () => {
  const item = (watermark: number) => ({ sender: { id: '2' }, read: { watermark } });
  const body = (time: number, ...items: unknown[]) => ({
    object: 'page',
    entry: [{ id: '1', time, messaging: items }],
  });
  const [alone] = platforms.messenger.split(body(1, item(7)), delivery);
  const [, batched] = platforms.messenger.split(body(2, item(6), item(7)), { ...delivery, id: 'delivery-2' });
  expect(batched?.id).toBe(alone?.id);
});

function outcome(name: PlatformName, event: Parameters<(typeof platforms)['x']['normalise']>[0]): unknown {
  try {
    return JSON.stringify(platforms[name].normalise(event, RECEIVED_AT));
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return `parked: ${error.reason}`;
  }
}
