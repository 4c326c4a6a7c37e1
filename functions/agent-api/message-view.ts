import { movedSpan } from '#classifiers/personal-data/masked.ts';
import type { MessageView } from '#contracts/agent-api-messages.ts';
import type { Classification, Finding, Span } from '#domain/classification.ts';
import { type Amendment, type Author, amended, amending, type Message } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';
import { nameless } from './blind.ts';
import { hiddenIn, type Sight, shown } from './sight.ts';

/** A message as it stands now, and as it may be seen. */

/** A classification whose evidence points elsewhere. */
function pointing(classification: Classification, evidenceOf: (spans: readonly Span[]) => Span[]): Classification {
  const moved = <L extends string>(finding: Finding<L>): Finding<L> => ({
    ...finding,
    evidence: evidenceOf(finding.evidence),
  });
  return {
    ...classification,
    sentiment: moved(classification.sentiment),
    intent: moved(classification.intent),
    urgency: moved(classification.urgency),
    complexity: moved(classification.complexity),
    flags: classification.flags.map(moved),
  };
}

/** The language of a message: what the platform says, else what the classifier found. */
const languageOf = ({ message, classification }: FiledMessage): string | undefined =>
  message.language ?? classification?.language?.label;

/** Evidence points into the words as they were first said: beside other words at nothing, in masked ones elsewhere. */
function classificationOf(filed: FiledMessage, isAsSaid: boolean, sight: Sight) {
  const { message, classification } = filed;
  if (!classification) return undefined;
  if (!isAsSaid) return pointing(classification, () => []);
  const hidden = hiddenIn(message.text ?? '', sight, languageOf(filed));
  return pointing(classification, (spans) => spans.map((span) => movedSpan(span, hidden)));
}

const authorOf = ({ id, name, handle, followers, verified }: Author) => ({ id, name, handle, followers, verified });

function placeOf({ id, direction, channel, visibility, inReplyTo, replyId, sentAt, receivedAt, missed }: Message) {
  return { id, direction, channel, visibility, inReplyTo, replyId, sentAt, receivedAt, missed };
}

/** A message but for what came with it. */
type SaidView = Omit<MessageView, 'attachments' | 'labels'>;

/** @param kept the message's edits and deletions, in any order. */
export function messageViewOf(filed: FiledMessage, kept: readonly Amendment[], sight: Sight): SaidView {
  const amendments = amending(filed.message, kept);
  const message = amended(filed.message, amendments);
  const { author, text, rating } = message;
  return {
    ...placeOf(message),
    author: authorOf(message.direction === 'in' && sight.unnamed.length > 0 ? nameless(author) : author),
    text: text === undefined ? undefined : shown(text, sight, languageOf(filed)),
    truncated: message.textKey !== undefined,
    rating,
    language: message.language,
    edited: amendments.some(({ kind }) => kind === 'edit'),
    deleted: amendments.some(({ kind }) => kind === 'deletion'),
    classification: classificationOf(filed, amendments.length === 0, sight),
  };
}
