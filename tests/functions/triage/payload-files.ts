import { readFileSync } from 'node:fs';
import { PermanentError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import { eventsOf, pageEvents } from '#local/care/names.ts';
import { signed } from '#local/care/sender.ts';
import { listPayloads, type PayloadFile } from '#local/replay/folders.ts';
import { isPolled } from '#local/replay/poll-files.ts';
import { platformOfAccount } from '#platforms/account.ts';
import type { Normalised, PlatformEvent } from '#platforms/event.ts';
import { platformNamed } from '#platforms/registry.ts';
import { NOON } from '#tests/support/messages.ts';

/** Payloads that lie in files, as the events that stand on the inbound queue. */

/** One event of a file, as it stands on the inbound queue. */
export interface Arrived {
  /** `<folder>/<file>` */
  readonly file: string;
  readonly platform: string;
  readonly event: PlatformEvent;
}

function eventsIn({ path, platform }: PayloadFile) {
  const bytes = readFileSync(path);
  try {
    if (isPolled(platform)) return pageEvents(platform, JSON.parse(bytes.toString()));
    return eventsOf(platform, signed(platform, bytes, Date.parse(NOON)));
  } catch (error) {
    // What is no JSON is refused at the door.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The events of every payload below a folder, in the order of the files' names. */
export function arrivedIn(directory: string): Arrived[] {
  return listPayloads(directory).files.flatMap((file) =>
    eventsIn(file).map((event) => ({ file: file.name, platform: file.platform, event })),
  );
}

function meaningOf({ platform, event }: Arrived): Normalised | undefined {
  try {
    return (platformNamed(platformOfAccount(event.account)) ?? platformNamed(platform))?.normalise(event, NOON);
  } catch (error) {
    if (error instanceof PermanentError) return undefined;
    throw error;
  }
}

/** What no two copies of one message may differ in. */
const whoSaid = ({ customerId, author, direction, visibility, sentAt }: Message): string =>
  JSON.stringify([customerId, author.id, direction, visibility, sentAt]);
const saidWhat = ({ text, rating }: Message): string => JSON.stringify([text, rating]);

/**
 * Leaves out what contradicts an earlier file: collections of payloads use one id for several messages, which no platform
 * does. The first of them stays.
 */
export function withoutContradictions(all: readonly Arrived[]): { sound: Arrived[]; contradicting: Arrived[] } {
  const read = all.map((arrived) => ({ arrived, meaning: meaningOf(arrived) }));
  const edited = new Set(
    read.flatMap(({ arrived, meaning }) =>
      meaning?.kind === 'amendment' && meaning.amendment.kind === 'edit'
        ? [`${arrived.file} ${meaning.amendment.account} ${meaning.amendment.messageId}`]
        : [],
    ),
  );
  const known = new Map<string, { who: string; what: string | undefined }>();
  const isSound = ({ arrived, meaning }: (typeof read)[number]): boolean => {
    if (meaning?.kind !== 'message') return true;
    const name = `${meaning.message.account} ${meaning.message.id}`;
    const who = whoSaid(meaning.message);
    // Words may differ where the same file tells of their edit: what lists things as they stand tells both.
    const what = edited.has(`${arrived.file} ${name}`) ? undefined : saidWhat(meaning.message);
    const first = known.get(name) ?? { who, what };
    if (first.who !== who || (what !== undefined && first.what !== undefined && first.what !== what)) return false;
    known.set(name, { who, what: first.what ?? what });
    return true;
  };
  const sorted = Map.groupBy(read, isSound);
  const arrivedOf = (sound: boolean) => (sorted.get(sound) ?? []).map(({ arrived }) => arrived);
  return { sound: arrivedOf(true), contradicting: arrivedOf(false) };
}
