/** The answers of the webhook receiver; errors are problem+json (RFC 9457): what is wrong, where, and how to mend it. */
export interface WebhookResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** @param reason a stable code for the problem's type. */
export function problem(reason: string, { status, title, detail }: Problem): WebhookResponse {
  const body = JSON.stringify({ type: `urn:earshot:problem:${reason}`, title, status, detail });
  const retry = status === 503 ? { 'retry-after': '5' } : {};
  return { statusCode: status, headers: { 'content-type': 'application/problem+json', ...retry }, body };
}

/** A delivery was taken over. @param said what the platform reads of the answer, if it reads any */
export function acceptedWith(said: unknown = {}): WebhookResponse {
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) };
}

/** A body that could be anything is answered as plain text that no browser runs. */
export function handshake(statusCode: number, contentType: string, body: string): WebhookResponse {
  return { statusCode, headers: { 'content-type': contentType, 'x-content-type-options': 'nosniff' }, body };
}
