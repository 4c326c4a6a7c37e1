import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';

/**
 * Sends requests to platforms' APIs. It never throws: what matters to a reply is whether the request may have arrived,
 * and every way to fail is sorted by that.
 */

/** A request, ready to be sent. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** The answer, or why there is none: `not_sent` has certainly not arrived, `lost` may have. */
export type SendResult =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'not_sent' | 'lost'; readonly reason: string };

export interface HttpSenderOptions {
  /** @default 10_000 */
  readonly timeoutMs?: number;
  /** Bytes of an answer that are read; the rest is left on the line. @default 65_536 */
  readonly maxAnswerBytes?: number;
  /** Failures in a row after which a host is left alone for a while. @default 5 */
  readonly failuresToOpen?: number;
  /** How long, in milliseconds, until one request tries the host again. @default 30_000 */
  readonly halfOpenAfterMs?: number;
}

/** What fails before the first byte of a request leaves: no address, no listener, no handshake. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** fetch hides the code in the cause; an error without one happened nobody knows when. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if (error.name === 'TimeoutError') return 'TIMEOUT';
  const { code = error.name } = (error.cause ?? error) as { code?: string };
  return code;
}

function failureOf(error: unknown): SendResult {
  const code = codeOf(error);
  return { kind: BEFORE_SENDING.has(code) ? 'not_sent' : 'lost', reason: `connection_${code.toLowerCase()}` };
}

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}

/** An answer cut off after its status is an answer: the status says what became of the request. */
async function bodyOf(response: Response, maxBytes: number): Promise<string> {
  return readCapped(response, maxBytes).catch(() => '');
}

async function exchange(request: OutgoingRequest, options: Required<HttpSenderOptions>): Promise<SendResult> {
  const { url, method, headers, body } = request;
  try {
    // Credentials and words go where they were meant to go and nowhere else: a redirect is an answer, not a way.
    const signal = AbortSignal.timeout(options.timeoutMs);
    const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' });
    const answer = await bodyOf(response, options.maxAnswerBytes);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: answer };
  } catch (error) {
    return failureOf(error);
  }
}

/** A host fails when it does not answer, or answers that it is broken. */
const isFailure = (result: unknown): boolean =>
  typeof result === 'object' &&
  result !== null &&
  ('kind' in result || ('status' in result && Number(result.status) >= 500));

const hostOf = (url: string): string => URL.parse(url)?.host ?? '';

/** One breaker a host, for the life of this environment: a platform that is down is not asked by every reply in turn. */
function breakers({ failuresToOpen, halfOpenAfterMs: halfOpenAfter }: Required<HttpSenderOptions>) {
  const byHost = new Map<string, CircuitBreakerPolicy>();
  return (host: string): CircuitBreakerPolicy => {
    const known = byHost.get(host);
    if (known) return known;
    const breaker = circuitBreaker(handleWhenResult(isFailure), {
      halfOpenAfter,
      breaker: new ConsecutiveBreaker(failuresToOpen),
    });
    byHost.set(host, breaker);
    return breaker;
  };
}

/** @returns a sender that keeps a circuit breaker for each host. */
export function httpSender(given: HttpSenderOptions = {}): (request: OutgoingRequest) => Promise<SendResult> {
  const options = { timeoutMs: 10_000, maxAnswerBytes: 65_536, failuresToOpen: 5, halfOpenAfterMs: 30_000, ...given };
  const breakerOf = breakers(options);
  return async (request) => {
    try {
      return await breakerOf(hostOf(request.url)).execute(() => exchange(request, options));
    } catch (error) {
      if (error instanceof BrokenCircuitError) return { kind: 'not_sent', reason: 'circuit_open' };
      throw error;
    }
  };
}
