import fc from 'fast-check';
import { foldAmendments } from '#domain/amend.ts';
import { type CommandContext, moveTo } from '#domain/commands.ts';
import { RefusedError } from '#domain/errors.ts';
import type { Message } from '#domain/message.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import type { Status } from '#domain/status.ts';
import { look } from '#domain/sweep.ts';
import { atMinute, brandMessage, customerMessage, edit } from '#tests/support/messages.ts';
import { ticketStory } from '#tests/support/tickets.ts';

/** Random lives of a ticket: what is said and done, and when the sweep looks. */

type Step =
  | { readonly kind: 'asks' | 'answers'; readonly lag: number; readonly robot: boolean }
  | { readonly kind: 'moves'; readonly to: Status }
  | { readonly kind: 'takes_back' }
  | { readonly kind: 'sweeps' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('asks' as const, 'answers' as const), lag: fc.nat(30), robot: fc.boolean() }),
  fc.record({
    kind: fc.constant('moves' as const),
    to: fc.constantFrom<Status>('open', 'pending', 'on_hold', 'resolved', 'spam'),
  }),
  fc.constant({ kind: 'takes_back' as const }),
  fc.constant({ kind: 'sweeps' as const }),
);
/** What happens, and how many minutes after what came before. */
export type Life = readonly (readonly [number, Step])[];

/** A life whose steps are at most so many minutes apart. */
export const lifeOf = (waits: fc.Arbitrary<number>): fc.Arbitrary<Life> =>
  fc.array(fc.tuple(waits, step), { minLength: 1, maxLength: 25 });

export const life = lifeOf(fc.nat(20));

export type Story = ReturnType<typeof ticketStory>;

/** The sweep looks at a minute until it finds nothing. */
export function sweep(story: Story, minute: number): void {
  for (let looks = 0; looks < 50; looks++) {
    if (!story.decide((ticket, current) => look(ticket, atMinute(minute), current))) return;
  }
  throw new Error('the sweep does not end');
}

function move(story: Story, minute: number, to: Status): void {
  const by = { kind: 'agent', id: 'agent-1' } as const;
  const { workVersion: ifMatch, lastMessageSeen } = story.ticket;
  const context: CommandContext = { by, now: atMinute(minute), ifMatch };
  try {
    story.decide((ticket) => moveTo(ticket, { ...context, lastMessageSeen, to }));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

function take(story: Story, minute: number, messageId: string): void {
  const deletion = edit({ messageId, kind: 'deletion', id: 'deletion' });
  story.decide((ticket) => ticket && foldAmendments(ticket, { amendments: [deletion] }, { now: atMinute(minute) }));
}

/** Plays a life; the sweep looks every minute or only when it is said to. */
export function played(
  steps: Life,
  { book, everyMinute }: { book: SlaBook; everyMinute: boolean },
): { story: Story; minute: number } {
  const story = ticketStory(book);
  story.hear(0, customerMessage({ id: 'm-0' }));
  let minute = 0;
  steps.forEach(([wait, each], index) => {
    for (const until = minute + wait; minute < until; minute++) if (everyMinute) sweep(story, minute);
    const common: Partial<Message> = {
      id: `m-${index + 1}`,
      sentAt: atMinute(Math.max(0, minute - ('lag' in each ? each.lag : 0))),
      receivedAt: atMinute(minute),
    };
    if (each.kind === 'asks') story.hear(minute, customerMessage(common));
    if (each.kind === 'answers')
      story.hear(minute, brandMessage({ ...common, by: each.robot ? 'automation' : 'person' }));
    if (each.kind === 'moves') move(story, minute, each.to);
    if (each.kind === 'takes_back') take(story, minute, 'm-0');
    if (each.kind === 'sweeps' || everyMinute) sweep(story, minute);
  });
  return { story, minute };
}
