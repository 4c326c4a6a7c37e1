import type { ApiResponse } from './api-call.ts';

/** What a platform's answers say of the room that is left to an account. */

/** Meta tells what is used up in per cent of what there is; nothing is lost by stopping a little before. */
const NEARLY_USED_UP = 95;
/** Meta's windows slide: a rest of this length frees some room where it does not say how long it takes. */
const META_REST_SECONDS = 300;
/** A number this large is an instant in epoch seconds, a smaller one counts seconds from now. */
const FIRST_EPOCH = 1_000_000_000;

const REMAINING = ['x-rate-limit-remaining', 'x-ratelimit-remaining', 'ratelimit-remaining'] as const;

/** Headers of Graph API and Marketing API, "Rate Limits": JSON, the last one by business. */
const META_USAGE = ['x-app-usage', 'x-page-usage', 'x-business-use-case-usage'] as const;

/** Seconds from the answer's own `date` (or from `nowMs`) until a reset: epoch seconds, seconds from now, or a date. */
function secondsUntil(reset: string | undefined, { headers }: ApiResponse, nowMs: number): number | undefined {
  if (!reset) return undefined;
  const answeredAtMs = Date.parse(headers['date'] ?? '') || nowMs;
  const number = Number(reset);
  if (!Number.isNaN(number) && number < FIRST_EPOCH) return Math.max(0, Math.ceil(number));
  const atMs = Number.isNaN(number) ? Date.parse(reset) : number * 1000;
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - answeredAtMs) / 1000));
}

/** X (`x-rate-limit-*`), Mastodon and Reddit (`x-ratelimit-*`), Bluesky (`ratelimit-*`): nothing left until the reset. */
function restByRemaining(response: ApiResponse, nowMs: number): number | undefined {
  const name = REMAINING.find((each) => response.headers[each] !== undefined);
  const remaining = name && Number.parseFloat(response.headers[name] ?? '');
  if (name === undefined || remaining === undefined || !(remaining < 1)) return undefined;
  return secondsUntil(response.headers[name.replace('remaining', 'reset')], response, nowMs);
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

/** Every number of this name, at any depth. */
function numbersIn(value: unknown, isWanted: (name: string) => boolean): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'number' && isWanted(name) ? [each] : numbersIn(each, isWanted),
  );
}

const isUsage = (name: string): boolean => ['call_count', 'total_time', 'total_cputime'].includes(name);
const isRegain = (name: string): boolean => name === 'estimated_time_to_regain_access';

function restByUsage({ headers }: ApiResponse): number | undefined {
  const usages = META_USAGE.map((name) => jsonIn(headers[name]));
  const regainMinutes = Math.max(0, ...usages.flatMap((usage) => numbersIn(usage, isRegain)));
  if (regainMinutes > 0) return regainMinutes * 60;
  const used = Math.max(0, ...usages.flatMap((usage) => numbersIn(usage, isUsage)));
  return used >= NEARLY_USED_UP ? META_REST_SECONDS : undefined;
}

/**
 * How long, in seconds, the account should be silent after this answer, whatever became of the request; undefined when
 * there is room left.
 */
export function restAfter(response: ApiResponse, nowMs: number): number | undefined {
  return restByRemaining(response, nowMs) ?? restByUsage(response);
}
