/** What is said to a platform's API, and what it answers: plain data, sent by the one adapter that has `fetch`. */

/** What the platform's secret of one account holds: how its API is spoken to in the account's name. */
export interface Credentials {
  /** Sent with every call; for a platform that makes its tokens out of something else (`TokenSource`), the present one. */
  readonly accessToken: string;
  /** Base address of the platform's API when it differs from the platform's own (a test double, a relay). */
  readonly baseUrl?: string | undefined;
  /** What this platform needs beside them, by its own words: `refreshToken`, `clientSecret`, `privateKey` ... */
  readonly more?: Readonly<Record<string, string>> | undefined;
}

/** An HTTP request, ready to be sent. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The HTTP answer to a call. Header names are lower case. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}
