import { iso, type Payload, type Said } from '#platforms/customer.ts';

/** Payloads of Threads, written after its documentation. Who writes is known by the user name alone. */

/** A reply to a post of the account, or to `inReplyTo` below it. */
export function reply(said: Said): Payload {
  const root = said.thread ?? '18000000000000001';
  return delivery(said, {
    topic: 'moderate',
    field: 'replies',
    value: {
      ...post(said),
      replied_to: { id: said.inReplyTo ?? root },
      root_post: { id: root, owner_id: said.account, username: 'the_brand' },
    },
  });
}

/** A post of its own that mentions the account. */
export function mention(said: Said): Payload {
  return delivery(said, { topic: 'interaction', field: 'mentions', value: { ...post(said), is_reply: false } });
}

function post({ customer, id, text, sentAtMs }: Said): Payload {
  const timestamp = `${iso(sentAtMs).slice(0, 19)}+0000`;
  return { id, username: customer.id, text, media_type: 'TEXT_POST', timestamp };
}

interface Told {
  readonly topic: string;
  readonly field: string;
  readonly value: Payload;
}

function delivery({ account, sentAtMs }: Said, { topic, field, value }: Told): Payload {
  const envelope = { app_id: '1', topic, target_id: account, time: Math.floor(sentAtMs / 1000) };
  return { ...envelope, subscription_id: '2', has_uid_field: false, values: { value, field } };
}
