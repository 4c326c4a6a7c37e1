import { describe, expect, it } from 'vitest';
import type { AttachmentView } from '#contracts/agent-api-messages.ts';
import { ticketDetail } from '#contracts/agent-api-views.ts';
import type { MediaState } from '#domain/media.ts';
import { type Desk, deskWithTicket, ifMatch, messageFrom, onTicket } from './desk.ts';

const READ = 'GET /tickets/{ticketId}';
const MESSAGE = messageFrom({ attachments: [{ type: 'image', url: 'https://cdn.example/a?expires=soon' }] });
const KEY = { account: MESSAGE.account, id: MESSAGE.id };
const KEPT: MediaState = {
  state: 'kept',
  key: 'media/a/m/0',
  bytes: 7,
  type: 'image/png',
  until: '2027-01-01T00:00:00.000Z',
};
const KEPT_VIEW = { type: 'image', state: 'kept', contentType: 'image/png', bytes: 7 };
const LINK = 'https://bucket.example/media/a/m/0?type=image/png';

async function deskWith(state: MediaState | undefined, blindUntilClaimed = false): Promise<Desk> {
  const made = await deskWithTicket(MESSAGE, { blindUntilClaimed });
  if (state) {
    await made.table.media.begin(KEY, { count: 1, at: '2026-03-02T09:00:00.000Z' });
    await made.table.media.record(KEY, 0, state);
  }
  return made;
}

async function seen(made: Desk, asked: object = {}): Promise<readonly AttachmentView[]> {
  const { messages } = ticketDetail.parse((await made.ask(READ, { ...onTicket, ...asked })).body);
  return messages[0]?.attachments ?? [];
}

describe('a file on a ticket', () => {
  it.each<[string, MediaState | undefined, object]>([
    ['not fetched yet', undefined, { state: 'waiting', url: 'https://cdn.example/a?expires=soon' }],
    ['kept: by a link, not by the address of the platform', KEPT, { ...KEPT_VIEW, url: LINK }],
    [
      'kept for its time',
      { ...KEPT, until: '2026-01-01T00:00:00.000Z' },
      { state: 'expired', contentType: 'image/png', bytes: 7 },
    ],
    [
      'too large for us, while the platform still has it',
      { state: 'failed', reason: 'too_large' },
      { state: 'failed', reason: 'too_large', url: 'https://cdn.example/a?expires=soon' },
    ],
    [
      'at an address where nobody should go',
      { state: 'failed', reason: 'address_not_public' },
      { state: 'failed', reason: 'address_not_public' },
    ],
  ])('%s', async (_what, state, view) => {
    expect(await seen(await deskWith(state))).toEqual([{ type: 'image', ...view }]);
  });

  it('has no link for a machine: what it shows cannot be masked', async () => {
    const claims = { sub: 'm', client_id: 'm', scope: 'earshot/tickets.read' };
    expect(await seen(await deskWith(KEPT), { claims })).toEqual([KEPT_VIEW]);
    expect(await seen(await deskWith(undefined), { claims })).toEqual([{ type: 'image', state: 'waiting' }]);
  });

  it('has no link in blind mode before the ticket is claimed', async () => {
    const made = await deskWith(KEPT, true);
    expect(await seen(made)).toEqual([KEPT_VIEW]);
    await made.ask('POST /tickets/{ticketId}/claim', { ...onTicket, headers: ifMatch(0) });
    expect(await seen(made)).toEqual([{ ...KEPT_VIEW, url: LINK }]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,a', 'file:///etc/passwd'])('is never at %s', async (url) => {
    const made = await deskWithTicket(messageFrom({ attachments: [{ type: 'image', url }] }));
    expect(await seen(made)).toEqual([{ type: 'image', state: 'waiting' }]);
  });
});
