/** The marks by which what we send is recognised when Messenger sends it back. */

/** Marks a customer known only by a plugin's `user_ref`, who is answered through it until a page-scoped id is known. */
export const USER_REF_PREFIX = 'user_ref:';

const METADATA_PREFIX = 'earshot-reply:';

/** `message.metadata` of a reply: Messenger hands it back in the echo, and to no person (Send API, "message"). */
export function metadataFor(replyKey: string): string {
  return `${METADATA_PREFIX}${replyKey}`;
}

/** The key of the reply an echo belongs to, when we sent it. */
export function replyKeyFromMetadata(metadata: string | undefined): string | undefined {
  return metadata?.startsWith(METADATA_PREFIX) ? metadata.slice(METADATA_PREFIX.length) : undefined;
}
