import type { MessageView } from '#contracts/agent-api-views.ts';
import type { Classification, Finding } from '#domain/classification.ts';
import { type Amendment, type Author, amended } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';

/** A message as it stands now. */

/** Evidence points into the words as they were first said; beside other words it would point at nothing. */
function withoutEvidence(classification: Classification): Classification {
  const bare = <L extends string>(finding: Finding<L>): Finding<L> => ({ ...finding, evidence: [] });
  return {
    classifier: classification.classifier,
    sentiment: bare(classification.sentiment),
    intent: bare(classification.intent),
    urgency: bare(classification.urgency),
    complexity: bare(classification.complexity),
    flags: classification.flags.map(bare),
  };
}

const authorOf = ({ id, name, handle, followers, verified }: Author) => ({ id, name, handle, followers, verified });

/** @param amendments the message's edits and deletions, in any order. */
export function messageViewOf(filed: FiledMessage, amendments: readonly Amendment[]): MessageView {
  const { classification } = filed;
  const message = amended(filed.message, amendments);
  const { id, direction, channel, visibility, author, text, attachments } = message;
  return {
    id,
    direction,
    channel,
    visibility,
    author: authorOf(author),
    text,
    truncated: message.textKey !== undefined,
    attachments: attachments.map(({ type, url }) => ({ type, url })),
    language: message.language,
    inReplyTo: message.inReplyTo,
    replyId: message.replyId,
    sentAt: message.sentAt,
    receivedAt: message.receivedAt,
    edited: amendments.some(({ kind }) => kind === 'edit'),
    deleted: amendments.some(({ kind }) => kind === 'deletion'),
    classification: classification && (amendments.length > 0 ? withoutEvidence(classification) : classification),
  };
}
