import type { ApiCall, ApiResponse, Credentials } from './api-call.ts';

/** How a file is got that a message does not hold the address of, but only a name for (`Attachment.id`). */

/** A file by the platform's name for it. */
export interface NamedAttachment {
  /** The platform's word for its kind: image, video, audio, file, sticker ... */
  readonly type: string;
  readonly id: string;
}

/** What the platform says of a file. */
export type MediaAnswer =
  /** Where it is. Headers go to that host and to none that it sends us on to. */
  | { readonly kind: 'at'; readonly url: string; readonly headers?: Readonly<Record<string, string>> | undefined }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'stale_token' }
  /** It can't be had: gone, too large for the platform's own API. `reason` is a stable code. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface Media {
  /**
   * The platform's own hosts, beside that of `Credentials.baseUrl`: nothing that holds the token, in a header or in the
   * address, is ever sent to another.
   */
  readonly hosts: readonly string[];
  /** A GET: for the file itself, or, where there is a `read`, for where it is. */
  readonly request: (attachment: NamedAttachment, credentials: Credentials) => ApiCall;
  /** Absent where the answer to `request` is the file itself. Never throws. */
  readonly read?: (response: ApiResponse, credentials: Credentials) => MediaAnswer;
}
