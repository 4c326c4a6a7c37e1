import { describe, expect, it } from 'vitest';
import { deskWithTicket, onTicket } from './desk.ts';

const MESSENGER = { account: 'messenger:100', platform: 'messenger', channel: 'messenger.dm' } as const;
const read = async (made: Awaited<ReturnType<typeof deskWithTicket>>) =>
  (await made.ask('GET /tickets/{ticketId}', onTicket)).body.ticket;

describe('a ticket on a platform that does not wait for ever', () => {
  it.each([
    ['2026-03-02T10:00:00.000Z', ['answer', 'automatic_answer']],
    ['2026-03-03T09:00:00.000Z', ['answer']],
    ['2026-03-09T09:00:00.000Z', ['template']],
  ])('says at %s that it takes: %j', async (now, possible) => {
    const made = await deskWithTicket(MESSENGER);
    made.setNow(now);
    const window = { closesAt: '2026-03-09T09:00:00.000Z', automationClosesAt: '2026-03-03T09:00:00.000Z', possible };
    expect((await read(made)).replyWindow).toEqual(window);
    const [listed] = (await made.ask('GET /tickets')).body.tickets;
    expect(listed.replyWindow).toEqual(window);
  });

  it.each<[string, string, string, string, string[]]>([
    ['whatsapp', 'whatsapp.dm', 'private', '2026-03-03T08:59:59.999Z', ['answer', 'automatic_answer']],
    ['whatsapp', 'whatsapp.dm', 'private', '2026-03-03T09:00:00.000Z', ['template']],
    ['whatsapp', 'whatsapp.group', 'public', '2026-03-03T09:00:00.000Z', ['template']],
    ['instagram', 'instagram.dm', 'private', '2026-03-09T09:00:00.000Z', []],
    ['instagram', 'instagram.live_comment', 'private', '2026-03-02T13:00:00.000Z', []],
  ])('says on %s, %s (%s), at %s that it takes: %j', async (platform, channel, visibility, now, possible) => {
    const made = await deskWithTicket({
      account: `${platform}:1`,
      platform,
      channel,
      visibility: visibility as 'private',
    });
    made.setNow(now);
    expect((await read(made)).replyWindow.possible).toEqual(possible);
  });

  it('says nothing of it where answers are always taken', async () => {
    const made = await deskWithTicket({ account: 'x:1', platform: 'x', channel: 'x.dm' });
    const { replyWindow, clocks } = await read(made);
    expect([replyWindow, clocks.firstResponse.dueBy]).toEqual([undefined, 'policy']);
  });
});
