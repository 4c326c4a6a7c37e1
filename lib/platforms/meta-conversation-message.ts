import * as z from 'zod/mini';
import { idField, maybe } from './fields.ts';
import { time } from './meta-fields.ts';

/** A message as Meta's inbox has it (Graph API, "Message"), told as its webhook tells it. */

const party = z.object({ id: maybe(idField) });
const withUrl = maybe(z.object({ url: maybe(z.string()) }));

const attachment = z.object({
  mime_type: maybe(z.string()),
  file_url: maybe(z.string()),
  image_data: withUrl,
  video_data: withUrl,
});

const listOf = <T extends z.ZodMiniType>(item: T) => maybe(z.object({ data: maybe(z.array(item)) }));

export const conversationMessage = z.object({
  id: maybe(idField),
  created_time: time,
  from: maybe(party),
  to: listOf(party),
  message: maybe(z.string()),
  sticker: maybe(z.string()),
  attachments: listOf(attachment),
  shares: listOf(z.object({ link: maybe(z.string()) })),
});
export type ConversationMessage = z.infer<typeof conversationMessage>;

interface Attached {
  readonly type: string;
  readonly payload: { readonly url: string | undefined };
}

function fileOf({ mime_type: mime = '', file_url, image_data, video_data }: z.infer<typeof attachment>): Attached {
  if (image_data) return { type: 'image', payload: { url: image_data.url } };
  if (video_data) return { type: 'video', payload: { url: video_data.url } };
  return { type: mime.startsWith('audio/') ? 'audio' : 'file', payload: { url: file_url } };
}

function attachedTo({ sticker, attachments, shares }: ConversationMessage): Attached[] {
  const stuck = sticker ? [{ type: 'sticker', payload: { url: sticker } }] : [];
  const shared = (shares?.data ?? []).map(({ link: url }) => ({ type: 'share', payload: { url } }));
  return [...stuck, ...(attachments?.data ?? []).map(fileOf), ...shared];
}

/** Who wrote to whom; undefined where the account is neither: the brand's words are never taken for a customer's. */
function partiesOf({ from, to }: ConversationMessage, account: string) {
  const receivers = to?.data?.flatMap(({ id }) => id ?? []) ?? [];
  const sender = from?.id;
  if (sender === undefined) return undefined;
  if (sender === account) {
    const customer = receivers.find((id) => id !== account);
    return customer === undefined ? undefined : { sender, recipient: customer, isOwn: true };
  }
  const isToAccount = receivers.length === 0 || receivers.includes(account);
  return isToAccount ? { sender, recipient: account, isOwn: false } : undefined;
}

/** An item of `messaging[]`; undefined for what has no id or is nobody's. What the account wrote is an echo. */
export function talkItemOf(message: ConversationMessage, account: string): unknown {
  const { id: mid, created_time: at, message: text } = message;
  const parties = partiesOf(message, account);
  if (mid === undefined || !parties) return undefined;
  const attachments = attachedTo(message);
  return {
    sender: { id: parties.sender },
    recipient: { id: parties.recipient },
    ...(at !== undefined && { timestamp: Date.parse(at) }),
    message: {
      mid,
      ...(text && { text }),
      ...(attachments.length > 0 && { attachments }),
      ...(parties.isOwn && { is_echo: true }),
    },
  };
}
