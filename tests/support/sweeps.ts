import { look } from '#domain/sweep.ts';
import { atMinute } from '#tests/support/messages.ts';
import type { ticketStory } from '#tests/support/tickets.ts';

/** A story that begins somewhere and is told further. */
export type Story = ReturnType<typeof ticketStory>;

/** Sweeps a ticket every minute. @returns what was told, by minute. */
export function swept(story: Story, from: number, to: number): string[] {
  const told: string[] = [];
  for (let minute = from; minute <= to; minute++) {
    for (;;) {
      const facts = story.decide((ticket, book) => look(ticket, atMinute(minute), book));
      if (!facts) break;
      told.push(...facts.map(({ fact, clock, number = '' }) => `${minute} ${fact} ${clock} ${number}`.trim()));
    }
  }
  return told;
}
