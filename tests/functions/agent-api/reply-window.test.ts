import { describe, expect, it } from 'vitest';
import { deskWithTicket, onTicket } from './desk.ts';

const MESSENGER = { account: 'messenger:100', platform: 'messenger', channel: 'messenger.dm' } as const;
const read = async (made: Awaited<ReturnType<typeof deskWithTicket>>) =>
  (await made.ask('GET /tickets/{ticketId}', onTicket)).body.ticket;

describe('a ticket on a platform that does not wait for ever', () => {
  it.each([
    ['2026-03-02T10:00:00.000Z', ['answer', 'automatic_answer']],
    ['2026-03-03T09:00:00.000Z', ['answer']],
    ['2026-03-09T09:00:00.000Z', []],
  ])('says at %s that it takes: %j', async (now, possible) => {
    const made = await deskWithTicket(MESSENGER);
    made.setNow(now);
    const window = { closesAt: '2026-03-09T09:00:00.000Z', automationClosesAt: '2026-03-03T09:00:00.000Z', possible };
    expect((await read(made)).replyWindow).toEqual(window);
    const [listed] = (await made.ask('GET /tickets')).body.tickets;
    expect(listed.replyWindow).toEqual(window);
  });

  it('says nothing of it where answers are always taken', async () => {
    const made = await deskWithTicket({ account: 'x:1', platform: 'x', channel: 'x.dm' });
    const { replyWindow, clocks } = await read(made);
    expect([replyWindow, clocks.firstResponse.dueBy]).toEqual([undefined, 'policy']);
  });
});
