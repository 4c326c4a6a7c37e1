import type { AttachmentView } from '#contracts/agent-api-messages.ts';
import { isPlace, type MediaState, type MessageMedia } from '#domain/media.ts';
import type { Attachment, Message } from '#domain/message.ts';
import type { AgentApiPorts } from './ports.ts';
import type { Sight } from './sight.ts';

/** Files of a message as they may be seen: by a short-lived link to what is kept, never by the platform's address then. */

/** Addresses that we would not go to ourselves: nobody is sent there either. */
const UNSAFE = new Set([
  'address_malformed',
  'address_not_public',
  'credentials_in_address',
  'host_not_trusted',
  'port_not_allowed',
  'scheme_not_allowed',
  'type_not_allowed',
]);

type Fate = Pick<AttachmentView, 'state' | 'contentType' | 'bytes' | 'reason'>;

function fateOf(state: MediaState | undefined, now: string): Fate {
  switch (state?.state) {
    case undefined:
    case 'waiting':
      return { state: 'waiting' };
    case 'failed':
      return { state: 'failed', reason: state.reason };
    case 'kept':
      return { state: now < state.until ? 'kept' : 'expired', contentType: state.type, bytes: state.bytes };
  }
}

/** The platform's own address, while there is nothing better and nothing against it. */
function platformsUrl({ url }: Attachment, state: MediaState | undefined): string | undefined {
  if (state?.state === 'kept' || (state?.state === 'failed' && UNSAFE.has(state.reason))) return undefined;
  return url !== undefined && /^https?:/i.test(url) ? url : undefined;
}

/** Pictures can't be masked: who may not look at files, or not yet, is told of them and no more. */
async function viewOf(
  { linkTo, clock }: Pick<AgentApiPorts, 'linkTo' | 'clock'>,
  { attachment, state }: { attachment: Attachment; state: MediaState | undefined },
  { files }: Sight,
): Promise<AttachmentView> {
  if (isPlace(attachment)) return { type: attachment.type, state: 'kept', ...(files && { url: attachment.url }) };
  const view = { type: attachment.type, ...fateOf(state, clock()) };
  if (!files) return view;
  if (state?.state === 'kept' && view.state === 'kept') return { ...view, url: await linkTo(state.key, state.type) };
  return { ...view, url: platformsUrl(attachment, state) };
}

/** @param of a message as it stands now, and the page of its media if there is one */
export function attachmentViewsOf(
  ports: Pick<AgentApiPorts, 'linkTo' | 'clock'>,
  { message, page }: { message: Message; page: MessageMedia | undefined },
  sight: Sight,
): Promise<AttachmentView[]> {
  const views = message.attachments.map((attachment, index) =>
    viewOf(ports, { attachment, state: page?.attachments[index] }, sight),
  );
  return Promise.all(views);
}
