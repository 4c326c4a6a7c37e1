import type { Credentials } from '#domain/credentials.ts';
import type { Fetched, FetchFile } from '#domain/media.ts';
import type { Attachment, Message } from '#domain/message.ts';
import type { Media, MediaAnswer, NamedAttachment } from '#platforms/media.ts';
import type { FetchMediaPorts } from './ports.ts';

/** Where a file is: at the address in the message, or where the platform says when it is asked in the account's name. */

type Place = Parameters<FetchFile>[0];

/** Where to fetch from, or why nowhere. */
type Located = Place | Extract<Fetched, { reason: string }>;

/** Whether a host is the platform's own: what holds the token may be sent there. */
function isOwnHost(url: string, { hosts }: Media, { baseUrl }: Credentials): boolean {
  const target = URL.parse(url);
  if (!target) return false;
  if (baseUrl !== undefined && target.origin === URL.parse(baseUrl)?.origin) return true;
  return target.protocol === 'https:' && target.port === '' && hosts.includes(target.hostname);
}

/** Whether the account's token could be read off a request: every header counts as one. */
function holdsToken({ url, headers = {} }: Place, { accessToken, more = {} }: Credentials): boolean {
  const secrets = [accessToken, ...Object.values(more)];
  const isIn = (secret: string): boolean => url.includes(secret) || url.includes(encodeURIComponent(secret));
  return Object.keys(headers).length > 0 || secrets.some(isIn);
}

function guarded(place: Place, media: Media, credentials: Credentials): Located {
  if (!holdsToken(place, credentials) || isOwnHost(place.url, media, credentials)) return place;
  return { kind: 'refused', reason: 'token_for_foreign_host' };
}

function placeOf(answer: Exclude<MediaAnswer, { kind: 'stale_token' }>): Located {
  switch (answer.kind) {
    case 'at':
      return { url: answer.url, ...(answer.headers && { headers: answer.headers }) };
    case 'retry':
      return { kind: 'later', reason: answer.reason };
    case 'failed':
      return { kind: 'refused', reason: answer.reason };
  }
}

/** Asks the platform once. @returns `stale_token` when it takes another token to be answered. */
async function asked(
  { ask }: FetchMediaPorts,
  media: Media,
  { named, credentials }: { named: NamedAttachment; credentials: Credentials },
): Promise<Located | 'stale_token'> {
  const request = media.request(named, credentials);
  const own = guarded(request, media, credentials);
  if ('kind' in own || !media.read) return own;
  const response = await ask(request);
  if (!('status' in response)) return { kind: 'later', reason: response.reason };
  const answer = media.read(response, credentials);
  if (answer.kind === 'stale_token') return 'stale_token';
  const place = placeOf(answer);
  return 'kind' in place ? place : guarded(place, media, credentials);
}

/** A token that was refused is asked for anew, once. */
async function fetchedNamed(ports: FetchMediaPorts, account: string, of: { media: Media; named: NamedAttachment }) {
  const { media, named } = of;
  for (const fresh of [false, true]) {
    const credentials = await ports.credentialsOf(account, { fresh });
    const located = await asked(ports, media, { named, credentials });
    if (located === 'stale_token') continue;
    if ('kind' in located) return located;
    const fetched = await ports.fetchFile(located);
    if (fetched.kind === 'fetched' || fetched.reason !== 'status_401') return fetched;
  }
  return { kind: 'later', reason: 'token_refused' } as const;
}

/** Fetches one file of a message. Where it has a name at the platform, what the message says of its address is not used. */
export async function fetched(
  ports: FetchMediaPorts,
  { account, platform }: Message,
  { type, id, url }: Attachment,
): Promise<Fetched> {
  const media = ports.platformNamed(platform)?.media;
  if (media && id !== undefined) return fetchedNamed(ports, account, { media, named: { type, id } });
  if (url !== undefined) return ports.fetchFile({ url });
  return { kind: 'refused', reason: 'no_address' };
}
