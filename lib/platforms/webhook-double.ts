/** How a platform's deliveries are signed where there is no platform. */

/** A delivery to be signed. */
export interface Unsigned {
  /** The platform's id of the account, for platforms whose path or headers name it. */
  readonly account: string;
  readonly body: Uint8Array;
  /** The secrets in force. The first one signs, unless the platform signs with all of them. */
  readonly secrets: readonly string[];
  /** The sender's clock, epoch milliseconds. */
  readonly nowMs: number;
  /** The platform's id of the delivery where it gives one; made of the body when absent, so that a repeat is the same. */
  readonly deliveryId?: string | undefined;
}

/** What shows who sent a delivery. */
export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>> | undefined;
}

/** Where the proof of a delivery stands. */
export interface Proof {
  readonly in: 'header' | 'query';
  readonly name: string;
  /** What stands before it: `sha256=`. */
  readonly prefix: string;
  /** How its bytes are written; `text` is compared as it is, a `jwt` is a token of its own. */
  readonly encoding: 'hex' | 'base64' | 'text' | 'jwt';
  /** Whether it vouches for the body too: a token in a header does not. */
  readonly coversBody: boolean;
}

/** How a platform's webhooks are made. */
export interface WebhookDouble {
  /** A secret in the form that the platform uses, the same for the same seed. */
  readonly secret: (seed: string) => string;
  /** @throws {Error} when there is no secret to sign with. */
  readonly sign: (delivery: Unsigned) => Signed;
  readonly proof: Proof;
  /** The public keys that vouch for what `sign` signs, as `WebhookSecrets.keys`; absent where the secret is shared. */
  readonly keys?: unknown;
  /** `WebhookSecrets.verifyToken`, where the platform has one that is not free to choose. */
  readonly verifyToken?: string;
  /** JSON as the platform writes it to the wire. @default as it is */
  readonly wire?: (json: string) => string;
}
