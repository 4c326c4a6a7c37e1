import { PermanentError, TransientError } from '#domain/errors.ts';
import { type Fetched, isPlace, type MediaState, type MessageMedia, mediaKey, mediaKeys } from '#domain/media.ts';
import type { Message } from '#domain/message.ts';
import type { MessageKey } from '#domain/ports.ts';
import { faultOf } from '#functions/shell/log.ts';
import { fetched } from './locate.ts';
import type { FetchMediaPorts } from './ports.ts';

/**
 * Fetches what a message carried, after its words are kept: they never wait for it. Each file's fate is written down as
 * it is known, so that whoever comes again does only what is left. A deletion wins, before, during and after.
 */

/** A function has two minutes; ten files take at most ten seconds each. */
const MOST_FILES = 10;

/** The queue hands a message out five times, twelve minutes apart: the last time this is over, and nothing is parked. */
const GIVE_UP_MS = 40 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** What became of the files of a message. */
export type MediaOutcome = 'done' | 'nothing' | 'erased';

/** What cannot be had for now; what cannot be had at all is no error of this work but a fate of the file. */
async function tried(ports: FetchMediaPorts, message: Message, index: number): Promise<Fetched> {
  const attachment = message.attachments[index];
  if (!attachment) return { kind: 'refused', reason: 'no_address' };
  if (index >= MOST_FILES) return { kind: 'refused', reason: 'too_many' };
  try {
    return await fetched(ports, message, attachment);
  } catch (error) {
    if (error instanceof PermanentError) return { kind: 'refused', reason: error.reason };
    ports.log.warn('file not fetched', { account: message.account, messageId: message.id, ...faultOf(error) });
    return { kind: 'later', reason: 'unavailable' };
  }
}

/** Puts the bytes first and writes it down then; what was deleted meanwhile is taken out again. */
async function kept(ports: FetchMediaPorts, key: MessageKey, file: { index: number; bytes: Uint8Array; type: string }) {
  const { index, bytes, type } = file;
  const at = mediaKey(key, index);
  await ports.objects.put(at, bytes, type);
  const until = new Date(Date.parse(ports.clock()) + ports.keptDays * DAY_MS).toISOString();
  const state: MediaState = { state: 'kept', key: at, bytes: bytes.byteLength, type, until };
  const isKept = await ports.media.record(key, index, state);
  if (isKept) ports.count('MediaKept');
  else await ports.objects.remove(at);
  return isKept;
}

async function failed(ports: FetchMediaPorts, key: MessageKey, { index, reason }: { index: number; reason: string }) {
  ports.count('MediaFailed');
  ports.log.info('file given up', { account: key.account, messageId: key.id, reason });
  return ports.media.record(key, index, { state: 'failed', reason });
}

type Fate = 'settled' | 'erased' | 'waits';

async function fateOf(ports: FetchMediaPorts, message: Message, of: { page: MessageMedia; index: number }) {
  const { page, index } = of;
  const key = { account: message.account, id: message.id };
  const file = await tried(ports, message, index);
  const settled = (isWritten: boolean): Fate => (isWritten ? 'settled' : 'erased');
  if (file.kind === 'fetched') return settled(await kept(ports, key, { index, bytes: file.bytes, type: file.type }));
  const isGivenUp = Date.parse(ports.clock()) >= Date.parse(page.begunAt) + GIVE_UP_MS;
  if (file.kind === 'later' && !isGivenUp) return 'waits';
  return settled(await failed(ports, key, { index, reason: file.reason }));
}

/** One after the other: no more than one file is in memory. */
async function fatesOf(ports: FetchMediaPorts, message: Message, page: MessageMedia): Promise<Fate[]> {
  const fates: Fate[] = [];
  for (const [index, { state }] of page.attachments.entries()) {
    const isFile = !isPlace(message.attachments[index] ?? {});
    if (state === 'waiting' && isFile) fates.push(await fateOf(ports, message, { page, index }));
    if (fates.at(-1) === 'erased') break;
  }
  return fates;
}

/** An attempt that died between the bucket and the table may have left what nobody wrote down. */
async function swept({ objects }: FetchMediaPorts, key: MessageKey, { count }: MessageMedia): Promise<MediaOutcome> {
  await Promise.all(mediaKeys(key, count).map((each) => objects.remove(each)));
  return 'erased';
}

/** @returns the story of one message with files. @throws {TransientError} when some must be tried again. */
export function createFetchMedia(ports: FetchMediaPorts) {
  return async (key: MessageKey): Promise<MediaOutcome> => {
    const [filed] = await ports.messages.getAll([key]);
    const known = (await ports.media.of([key])).get(key.id);
    if (known?.erased) return swept(ports, key, known);
    const count = filed?.message.attachments.length ?? 0;
    if (!filed?.message.attachments.some((each) => !isPlace(each))) return 'nothing';
    const page = await ports.media.begin(key, { count, at: ports.clock() });
    if (page.erased) return swept(ports, key, page);
    const fates = await fatesOf(ports, filed.message, page);
    if (fates.includes('erased')) return 'erased';
    if (fates.includes('waits')) throw new TransientError('a file cannot be had yet');
    return 'done';
  };
}
