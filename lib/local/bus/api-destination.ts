/** Calls to HTTPS addresses outside, as EventBridge's API destinations make them. */
import { DeliveryError } from './delivery.ts';

/** How a connection proves who it is, as headers, query and body fields. */
export interface ConnectionAuth {
  readonly headers: Readonly<Record<string, string>>;
}

export interface ApiDestination {
  readonly endpoint: string;
  readonly method: string;
  readonly auth: ConnectionAuth;
}

/** EventBridge gives an endpoint five seconds. */
const TIMEOUT_MS = 5_000;

/** Sends one text; a refusal that time may mend is told apart from one it can't. */
export async function callDestination({ endpoint, method, auth }: ApiDestination, body: string): Promise<void> {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Amazon/EventBridge/ApiDestinations',
    ...auth.headers,
  };
  const request = { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS), ...(method !== 'GET' && { body }) };
  const response = await fetch(endpoint, request).catch((error: unknown) => {
    throw new DeliveryError('SDK_CLIENT_ERROR', `Unable to reach the API destination: ${String(error)}`, true);
  });
  await response.body?.cancel();
  if (response.ok) return;
  const retriable = response.status === 409 || response.status === 429 || response.status >= 500;
  throw new DeliveryError(String(response.status), `The API destination answered ${response.status}.`, retriable);
}
