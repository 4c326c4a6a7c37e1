import { PermanentError } from '#domain/errors.ts';
import { accountId } from '#platforms/account.ts';
import type { ApiCall, Credentials } from '#platforms/api-call.ts';
import { graphCall } from '#platforms/meta-graph.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import { ruleFor } from '#platforms/reply-rules.ts';
import { whatsAppReplies } from './limits.ts';
import { recipientOf } from './recipient.ts';

/**
 * Cloud API: `POST /{phone number id}/messages`. The answer quotes the message it answers.
 * @throws {PermanentError} `reply_target_missing`, or what the text and channel rules say.
 */
export function renderWhatsAppReply(target: ReplyTarget, credentials: Credentials): ApiCall {
  const { visibility } = ruleFor(target, whatsAppReplies);
  const group = visibility === 'public' ? target.answerWith?.['group_id'] : undefined;
  // Without its group an answer meant for all would go to one of them.
  if (!target.customerId || (visibility === 'public' && !group)) throw new PermanentError('reply_target_missing');
  const body = {
    messaging_product: 'whatsapp',
    ...recipientOf(target.customerId, group),
    type: 'text',
    text: { body: target.text },
    ...(target.inReplyTo && { context: { message_id: target.inReplyTo } }),
  };
  return graphCall({ method: 'POST', path: [accountId(target.account), 'messages'], body }, credentials);
}
