import fc from 'fast-check';
import type { Deed } from '#domain/entry.ts';
import { PRIORITIES, type Priority } from '#domain/sla.ts';
import { type Gap, gap } from './moments.ts';

/** What may happen to a ticket, as wishes: `history.ts` makes of them what the ticket's status allows. */

const DAY = 24 * 60;

/** How long after it was sent a message is heard. Some come from the future: the sender's clock is wrong. */
const lateness = fc.oneof(
  { arbitrary: fc.constant(0), weight: 6 },
  { arbitrary: fc.nat(60), weight: 3 },
  { arbitrary: fc.nat(DAY), weight: 2 },
  { arbitrary: fc.constant(DAY), weight: 1 },
  { arbitrary: fc.integer({ min: DAY + 1, max: 6 * DAY }), weight: 1 },
  { arbitrary: fc.integer({ min: -60, max: -1 }), weight: 1 },
);

export interface MessageWish {
  readonly isCustomer: boolean;
  readonly lateness: number;
  /** Found by a backfill: it counts from its receipt, however late it is. */
  readonly isBackfilled: boolean;
  readonly author: 'person' | 'automation' | 'acknowledgement';
  /** For how long the platform takes an answer; undefined where it always does. */
  readonly windowMinutes: number | undefined;
  /** Begins the id, so that ids do not follow the order of sending. */
  readonly mark: string;
}

export interface Judged {
  readonly priority: Priority;
  /** The priority by which clocks are set, where it is another. */
  readonly promise?: Priority | undefined;
  readonly tier?: string | undefined;
  readonly team?: string | undefined;
}

export type Wish =
  /** `moves`: the last word moves the status, as it does unless an earlier message is heard late. */
  | { readonly does: 'hears'; readonly messages: readonly MessageWish[]; readonly moves: boolean }
  /** `echo`: when the platform tells of our own message too. */
  | {
      readonly does: 'replies';
      readonly message: MessageWish;
      readonly echo: 'none' | 'before' | 'after';
      readonly moves: boolean;
    }
  | { readonly does: 'takesBack'; readonly which: number; readonly kind: 'edit' | 'deletion' }
  | { readonly does: 'moves'; readonly which: number }
  | { readonly does: 'resolves' | 'closes' | 'merges' }
  | { readonly does: 'judges'; readonly judged: Judged }
  | { readonly does: 'works'; readonly deed: Deed };

/** Something happens after a while. */
interface Step {
  readonly after: Gap;
  readonly wish: Wish;
}

/** A ticket opens with something said; an old one without a word on how it was judged. */
export interface Opening {
  readonly messages: readonly MessageWish[];
  readonly judged?: Judged | undefined;
}

const messageWith = (isCustomer: fc.Arbitrary<boolean>): fc.Arbitrary<MessageWish> =>
  fc.record({
    isCustomer,
    lateness,
    isBackfilled: fc.nat(9).map((roll) => roll === 9),
    author: fc.constantFrom('person', 'person', 'automation', 'acknowledgement'),
    windowMinutes: fc.constantFrom(undefined, undefined, 45, DAY, DAY, 7 * DAY),
    mark: fc.constantFrom('a', 'b', 'c'),
  });
const message = messageWith(fc.boolean());
const question = messageWith(fc.constant(true));
const answer = messageWith(fc.constant(false));

const judged: fc.Arbitrary<Judged> = fc.record({
  priority: fc.constantFrom(...PRIORITIES),
  promise: fc.constantFrom(undefined, undefined, ...PRIORITIES),
  tier: fc.constantFrom('gold', 'silver', undefined),
  team: fc.constantFrom('team-a', 'team-b', undefined),
});

const hears: fc.Arbitrary<Wish> = fc.record({
  does: fc.constant('hears'),
  messages: fc.oneof(
    { arbitrary: fc.tuple(question), weight: 4 },
    { arbitrary: fc.tuple(answer), weight: 4 },
    { arbitrary: fc.array(message, { minLength: 1, maxLength: 4 }), weight: 2 },
  ),
  moves: fc.nat(4).map((roll) => roll < 4),
});
const replies: fc.Arbitrary<Wish> = fc.record({
  does: fc.constant('replies'),
  message: answer,
  echo: fc.constantFrom('none', 'none', 'before', 'after'),
  moves: fc.boolean(),
});
const takesBack: fc.Arbitrary<Wish> = fc.record({
  does: fc.constant('takesBack'),
  which: fc.nat(20),
  kind: fc.constantFrom('deletion', 'deletion', 'edit'),
});
const moves: fc.Arbitrary<Wish> = fc.record({ does: fc.constant('moves'), which: fc.nat(20) });
const resolves: fc.Arbitrary<Wish> = fc.record({ does: fc.constant('resolves') });
const leaves: fc.Arbitrary<Wish> = fc.record({ does: fc.constantFrom('closes', 'merges') });
const judges: fc.Arbitrary<Wish> = fc.record({ does: fc.constant('judges'), judged });
const works: fc.Arbitrary<Wish> = fc.record({
  does: fc.constant('works'),
  deed: fc.constantFrom<Deed[]>({ type: 'claimed' }, { type: 'reply_queued', replyId: 'r' }),
});

const wish: fc.Arbitrary<Wish> = fc.oneof(
  { arbitrary: hears, weight: 8 },
  { arbitrary: replies, weight: 4 },
  { arbitrary: moves, weight: 4 },
  { arbitrary: resolves, weight: 2 },
  { arbitrary: takesBack, weight: 2 },
  { arbitrary: judges, weight: 2 },
  { arbitrary: works, weight: 1 },
  { arbitrary: leaves, weight: 1 },
);

export const step: fc.Arbitrary<Step> = fc.record({ after: gap, wish });

export const opening: fc.Arbitrary<Opening> = fc.record({
  messages: fc.array(message, { minLength: 1, maxLength: 3 }),
  judged: fc.option(judged, { nil: undefined }),
});
