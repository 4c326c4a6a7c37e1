import type { Payload, Said } from '#platforms/customer.ts';
import { commentParts, organizationUrn } from './urns.ts';

/** Payloads of LinkedIn, written after its documentation. A customer's id and a message's are URNs. */

/** A comment on a post of the organization. */
export function comment({ id, text, inReplyTo, ...said }: Said): Payload {
  const post = commentParts(id)?.post;
  const owner = said.customer.id;
  return delivery(said, {
    action: 'COMMENT',
    sourcePost: post,
    // As LinkedIn writes it: without the inner `urn:li:`.
    generatedActivity: id.replace('(urn:li:', '('),
    decoratedGeneratedActivity: { comment: { owner, text, entity: id, object: post, parentComment: inReplyTo } },
  });
}

/** A post that mentions the organization. */
export function shareMention({ id, text, ...said }: Said): Payload {
  const share = { owner: said.customer.id, text, entity: id };
  return delivery(said, {
    action: 'SHARE_MENTION',
    generatedActivity: id,
    decoratedGeneratedActivity: { share },
  });
}

function delivery({ account, sentAtMs }: Pick<Said, 'account' | 'sentAtMs'>, fields: Payload): Payload {
  const notification = { organizationalEntity: organizationUrn(account), lastModifiedAt: sentAtMs, ...fields };
  return { type: 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', notifications: [notification] };
}
