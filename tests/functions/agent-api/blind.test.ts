import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketDetail, ticketView } from '#contracts/agent-api-views.ts';
import type { Author } from '#domain/message.ts';
import { type Desk, deskWithTicket, hear, ifMatch, messageFrom, onTicket, TICKET } from './desk.ts';
import { EVERY_ANSWER, EVERY_OPERATION, leaveInDoubt } from './every-answer.ts';

type Profile = Author & { readonly name: string; readonly handle: string };

const ADA: Profile = { id: 'customer-1', name: 'Ada Lovelace', handle: 'countess', followers: 815_000, verified: true };

/** Words in which a name and a handle stand, as people and agents write them. */
const naming = ({ name, handle }: Profile): string =>
  `Hi ${name}, thanks @${handle}! (${name.toUpperCase()}) see https://x.com/${handle}/status/1, regards ${handle}.`;

/** A ticket in public, of a customer whom everybody calls by name, on a stage that is blind. */
async function blindDesk(profile: Profile, blindUntilClaimed = true): Promise<Desk> {
  const text = naming(profile);
  const attachments = [{ type: 'image', url: `https://x.com/${profile.handle}/photo/1` }];
  const said = { author: profile, text, attachments, visibility: 'public', channel: 'standard.public' } as const;
  const made = await deskWithTicket(said, { blindUntilClaimed });
  await hear(made, messageFrom({ id: 'out-1', direction: 'out', text, author: { id: 'brand', name: 'Skyloop' } }));
  await made.ask('POST /tickets/{ticketId}/notes', { ...onTicket, body: { text } });
  await leaveInDoubt(made, text);
  return made;
}

const READ = 'GET /tickets/{ticketId}';
const claimed = (made: Desk) => made.ask('POST /tickets/{ticketId}/claim', { ...onTicket, headers: ifMatch(0) });
const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** With these the ticket is claimed, and what they answer may be seen. */
const CLAIMS = new Set(['claimTicket', 'assignTicket']);
const BLIND_OPERATIONS = EVERY_OPERATION.filter((operation) => !CLAIMS.has(operation));

const letters = fc.stringMatching(/^\p{Lu}\p{Ll}{7,11}$/u);
const profiles: fc.Arbitrary<Profile> = fc.record({
  id: fc.constant('customer-1'),
  name: fc.oneof(
    fc.tuple(letters, letters).map((parts) => parts.join(' ')),
    fc
      .tuple(letters, fc.constantFrom('(VIP) +1', 'van der $^*', '"the" \\ [great]', '🚀🚀'))
      .map((parts) => parts.join(' ')),
    letters,
  ),
  handle: fc.stringMatching(/^[a-z]{4}_[a-z]{4,8}$/),
  followers: fc.integer({ min: 1_000_000, max: 900_000_000 }),
  verified: fc.boolean(),
});

describe('before a ticket is claimed', () => {
  it.each(BLIND_OPERATIONS)('nothing of the profile is in what %s answers', async (operation) => {
    await fc.assert(
      fc.asyncProperty(profiles, async (profile) => {
        const made = await blindDesk(profile);
        const { status, body } = await EVERY_ANSWER[operation](made, 0, {
          text: 'Here is how.',
          seen: 2,
          visibility: 'public',
        });
        const answer = JSON.stringify(body);
        expect(status).toBeLessThan(300);
        for (const secret of [quoted(profile.name), profile.handle, String(profile.followers), '"verified"'])
          expect(answer.toLowerCase()).not.toContain(secret.toLowerCase());
      }),
      { numRuns: 20 },
    );
  });

  it('its score is of what was said alone', async () => {
    const made = await blindDesk(ADA);
    const { ticket } = ticketDetail.parse((await made.ask(READ, onTicket)).body);
    const { factors, score, inputsHash } = ticket.assessment;
    expect(ticket.blind).toBe(true);
    expect(factors.map(({ name }) => name)).not.toContain('reach');
    expect(inputsHash).toBeUndefined();
    expect(score).toBe(factors.reduce((sum, { points }) => sum + points, 0));
  });

  it('the words say that somebody is named, and the evidence still points at its own', async () => {
    const made = await blindDesk(ADA);
    const { messages, notes, replies } = ticketDetail.parse((await made.ask(READ, onTicket)).body);
    const hidden =
      'Hi [customer], thanks [customer]! ([customer]) see https://x.com/[customer]/status/1, regards [customer].';
    expect([...messages, ...notes, ...replies].map(({ text }) => text)).toEqual([hidden, hidden, hidden, hidden]);
    expect(messages.map(({ author }) => author)).toEqual([{ id: 'customer-1' }, { id: 'brand', name: 'Skyloop' }]);
    const [span] = messages[0]?.classification?.sentiment.evidence ?? [];
    expect(messages[0]?.text?.slice(...(span ?? []))).toBe('Hi ');
  });
});

describe('who the customer is shows', () => {
  const isSeen = async (made: Desk): Promise<boolean> => {
    const { body } = await made.ask(READ, onTicket);
    const { messages, ticket } = ticketDetail.parse(body);
    const isWhole = ticket.assessment.factors.some(({ name }) => name === 'reach') && ticket.blind === undefined;
    return isWhole && messages[0]?.author.handle === ADA.handle && messages[0]?.text === naming(ADA);
  };

  it('once the ticket is claimed, by anybody and to everybody', async () => {
    const made = await blindDesk(ADA);
    expect(await isSeen(made)).toBe(false);
    expect(JSON.stringify(ticketView.parse((await claimed(made)).body))).toContain('815000');
    expect(await isSeen(made)).toBe(true);
  });

  it('no longer once it was released', async () => {
    const made = await blindDesk(ADA);
    await claimed(made);
    await made.ask('POST /tickets/{ticketId}/release', { ...onTicket, headers: ifMatch(1) });
    expect((await made.table.tickets.get(TICKET))?.assignee).toBeUndefined();
    expect(await isSeen(made)).toBe(false);
  });

  it('from the start where the stage is not blind', async () => {
    expect(await isSeen(await blindDesk(ADA, false))).toBe(true);
  });
});
