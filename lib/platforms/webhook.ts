/** How a platform delivers: a signed POST to an address of ours, and a GET by which it asks whether the address is. */

/** A webhook request as it came. Header names are lower case; `body` holds the raw bytes. */
export interface WebhookRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The account named in the path, `/webhooks/{platform}/{account}`, where the platform's payload names none. */
  readonly pathAccount?: string | undefined;
  /** Epoch milliseconds at the receiver, for signatures that carry a time. */
  readonly nowMs: number;
}

/** The platform's part of the webhook secret. Two or more `secrets` are valid at once, so that they can be rotated. */
export interface WebhookSecrets {
  readonly secrets: readonly string[];
  /** Meta: the token echoed in the subscription handshake. Pub/Sub: the service account that pushes. */
  readonly verifyToken?: string | undefined;
  /** The platform's public keys as a JSON Web Key Set, where it signs with keys of its own (`keysUrl`). */
  readonly keys?: unknown;
}

/** The reason of a verdict on a proof by a key that is not among `keys`: they may have changed since they were fetched. */
export const UNKNOWN_KEY = 'unknown_key';

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** The answer to a GET handshake: X's CRC, Meta's `hub.challenge`. */
export interface HandshakeAnswer {
  readonly status: 200 | 400 | 403;
  readonly contentType: string;
  readonly body: string;
}

/** The webhooks of a platform. */
export interface Webhook {
  /** Set where the payload names no account, so that the path must. */
  readonly needsPathAccount?: true;
  /** Where the platform publishes the keys it signs with; absent where the secret is shared. */
  readonly keysUrl?: string;
  /** Other platforms whose events come to the same address, for the same account and under the same secret. */
  readonly shares?: readonly string[];
  /** Set where a delivery is tried once: what comes late was asked for after an outage, and was missed. */
  readonly lateOnlyIfAsked?: true;
  /** Checks who sent it, on the raw bytes, against every valid secret. Never throws and never rejects. */
  readonly verify: (request: WebhookRequest, secrets: WebhookSecrets) => Verdict | Promise<Verdict>;
  /** What a delivery that was taken over is answered with, where the platform reads it. Never throws. @default an empty object */
  readonly acknowledge?: (body: unknown) => unknown;
  /** Answers a GET handshake; absent where the platform has none. */
  readonly handshake?: (request: WebhookRequest, secrets: WebhookSecrets) => HandshakeAnswer;
}
