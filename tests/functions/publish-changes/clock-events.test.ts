import { describe, expect, it } from 'vitest';
import type { EarshotEvent } from '#contracts/events.ts';
import type { Change } from '#domain/apply-change.ts';
import { createPublishChanges } from '#functions/publish-changes/publish-changes.ts';
import { SILENT } from '#functions/shell/log.ts';
import { EVERY_DEED } from '#tests/support/deeds.ts';
import { NOON } from '#tests/support/messages.ts';
import { changedTicket, openedTicket } from '#tests/support/tickets.ts';

const opened = openedTicket();
const breach = {
  clock: 'firstResponse',
  episode: 1,
  cycle: 1,
  dueAt: NOON,
  fact: 'breached',
  number: 1,
  minutesOver: 3,
} as const;
const kept = { startedAt: NOON, targetMinutes: 60 };

/** The events of a breach told of a ticket whose clock is kept like this. */
async function published(firstResponse: object, ticketUrl?: string): Promise<EarshotEvent[]> {
  const events: EarshotEvent[] = [];
  const tell = createPublishChanges({ publish: async (told) => void events.push(...told), log: SILENT, ticketUrl });
  const told: Change['told'] = [breach];
  const given = { told, assignee: 'agent-1', clocks: { firstResponse: { ...kept, ...firstResponse } } };
  const after = { ...changedTicket(opened, EVERY_DEED.clock_breached, given), clocks: given.clocks };
  const first = { kind: 'written', before: undefined, after: opened } as const;
  const images = { kind: 'written', before: opened, after } as const;
  await tell([
    { sequenceNumber: '1', read: () => first },
    { sequenceNumber: '2', read: () => images },
  ]);
  return events;
}

const ofBreach = async (...of: Parameters<typeof published>): Promise<Readonly<Record<string, unknown>> | undefined> =>
  (await published(...of)).find(({ type }) => type === 'sla.breached')?.data;

describe('an event of a clock', () => {
  it('names the owner, the minutes over, the last step of the escalation and the link that the stage gives', async () => {
    const data = await ofBreach({ steps: [0, 1] }, 'https://desk.example/#/t/{ticketId}?from=alert');
    expect(data).toMatchObject({ assignee: 'agent-1', minutesOver: 3, step: 1, priority: 'P3' });
    expect(data?.['link']).toBe('https://desk.example/#/t/ticket-1?from=alert');
  });

  it('has no link where the stage names no front end, nor a step of another cycle', async () => {
    const data = await ofBreach({ cycle: 2, steps: [0] });
    expect(data).not.toHaveProperty('step');
    expect(data?.['link']).toBeUndefined();
  });

  it('is the only kind that has a link', async () => {
    const events = await published({}, 'https://desk.example/{ticketId}');
    const linked = events.filter(({ data }) => data['link'] !== undefined).map(({ type }) => type);
    expect(linked.every((type) => type.startsWith('sla.'))).toBe(true);
    expect(linked).toContain('sla.breached');
  });
});
