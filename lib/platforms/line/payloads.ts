import type { Payload, Said } from '#platforms/customer.ts';

/** Payloads of LINE, written after its documentation. */

function delivery({ account, id, text, sentAtMs, inReplyTo }: Said, source: Payload): Payload {
  const message = { id, type: 'text', text, quoteToken: `quote-${id}`, quotedMessageId: inReplyTo };
  const event = {
    type: 'message',
    mode: 'active',
    timestamp: sentAtMs,
    source,
    webhookEventId: `01EVENT${id}`,
    deliveryContext: { isRedelivery: false },
    replyToken: `token-${id}`,
    message,
  };
  return { destination: account, events: [event] };
}

/** A message to the account. */
export function lineMessage(said: Said): Payload {
  return delivery(said, { type: 'user', userId: said.customer.id });
}

/** A message in a group that the account is in. */
export function lineGroupMessage(said: Said): Payload {
  return delivery(said, { type: 'group', groupId: `C${'0a'.repeat(16)}`, userId: said.customer.id });
}
