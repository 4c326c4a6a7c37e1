/** What is said to a platform's API, and what it answers: plain data, sent by the one adapter that has `fetch`. */

export type { Credentials } from '#domain/credentials.ts';

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
