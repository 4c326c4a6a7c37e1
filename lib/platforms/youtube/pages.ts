import type * as z from 'zod/mini';
import type { Cursor, PollTurn } from '#platforms/poll.ts';
import { markOf, seenIn } from '#platforms/seen.ts';
import { authorIdOf } from './author.ts';
import { type Comment, comment, type list, type Thread, thread } from './schema.ts';
import { type Waiting, waitingIn } from './waiting.ts';

type Page = z.infer<typeof list>;

/** What a page brings. */
interface Brought {
  /** What `split` is given; undefined when all of it was seen before. */
  readonly news: unknown;
  readonly marks: readonly string[];
  readonly waiting: readonly Waiting[];
  /** The page that is read next, and how many were read. */
  readonly next: Cursor;
}

/** How far back a first poll reads. */
export const OLDEST_HOURS = 72;

/** Threads are listed by when they began, so that answers in older ones are found only by reading on: 200 threads. */
const LEAST_PAGES = 2;

/** Threads whose answers are asked for in one poll; the others are asked for in the next. */
const MOST_WAITING = 20;

const markOfComment = ({ id, snippet }: Comment): string => markOf(`${id} ${snippet?.updatedAt}`);

/** The answers of one thread, the newest first: a hundred of them. */
export function readAnswers(page: Page, cursor: Cursor | undefined): Brought {
  const seen = seenIn(cursor);
  const [asked, ...waiting] = waitingIn(cursor);
  const all = page.items.map((item) => ({ item, mark: markOfComment(comment.parse(item)) }));
  const items = all.filter(({ mark }) => !seen.has(mark)).map(({ item }) => item);
  const news = items.length > 0 ? { kind: page.kind, items, plain: true, thread: asked } : undefined;
  return { news, marks: all.map(({ mark }) => mark), waiting, next: {} };
}

/** A page of threads: those in which something is new, and those that have more answers than they show. */
export function readThreads(page: Page, { cursor, nowMs }: PollTurn): Brought {
  const seen = seenIn(cursor);
  const all = page.items.map((item) => ({ item, ...readThread(thread.parse(item)) }));
  // What is no thread is news: a list of comments, or whatever YouTube comes up with.
  const isNews = ({ marks }: { marks: readonly string[] }) =>
    marks.length === 0 || marks.some((mark) => !seen.has(mark));
  const items = all.filter(isNews).map(({ item }) => item);
  const before = waitingIn(cursor);
  const hiding = all.flatMap(({ hides }) => hides ?? []);
  const asked = hiding.filter(({ mark }) => !seen.has(mark)).slice(0, Math.max(0, MOST_WAITING - before.length));
  const known = hiding.filter((each) => seen.has(each.mark) || asked.includes(each));
  const pages = Number(cursor?.['pages'] ?? 0) + 1;
  const isOld = all.some(({ beganAtMs }) => beganAtMs < nowMs - OLDEST_HOURS * 3_600_000);
  const goesOn = !isOld && (items.length > 0 || pages < LEAST_PAGES);
  return {
    news: items.length > 0 ? { kind: page.kind, items, plain: true } : undefined,
    marks: [...all.flatMap(({ marks }) => marks), ...known.map(({ mark }) => mark)],
    waiting: [...before, ...asked],
    next: page.nextPageToken && goesOn ? { page: page.nextPageToken, pages: String(pages) } : {},
  };
}

/** The comments a thread shows, when it began, and whether it has answers that it does not show. */
function readThread({ id, snippet, replies }: Thread) {
  const first = snippet?.topLevelComment;
  const shown = replies?.comments ?? [];
  const total = snippet?.totalReplyCount ?? 0;
  const marks = [...(first ? [first] : []), ...shown].map(markOfComment);
  const authorId = first && authorIdOf(first);
  const hides = id && total > shown.length ? { id, authorId, mark: markOf(`${id} answers ${total}`) } : undefined;
  return { marks, hides, beganAtMs: Date.parse(first?.snippet?.publishedAt ?? '') };
}
