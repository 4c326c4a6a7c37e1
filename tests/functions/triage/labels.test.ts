import { describe, expect, it } from 'vitest';
import { atMinute } from '#tests/support/messages.ts';
import { ACCOUNT, envelope, said, standardEvent, startTriage } from '#tests/support/triage.ts';

describe('what people corrected', () => {
  const where = { id: 'm-1', thread: 'thread-1', customer: { id: 'customer-1' } };

  /** Labels the message as an agent does, without telling its ticket. */
  const labelled = ({ table }: ReturnType<typeof startTriage>) =>
    table.labels.change({ account: ACCOUNT, id: 'm-1' }, () => ({
      account: ACCOUNT,
      messageId: 'm-1',
      ticketId: 'ticket-1',
      corrections: [
        {
          id: 'label-1',
          by: { kind: 'agent', id: 'agent-1' },
          at: atMinute(1),
          said: { sentiment: 'negative', intent: 'complaint' },
          was: {},
          classifier: 'embedded@1',
          amendments: 0,
        },
      ],
    }));

  const readingIn = async ({ table }: ReturnType<typeof startTriage>, ticketId = 'ticket-1') =>
    (await table.tickets.get(ticketId))?.episode.readings.find(({ id }) => id === 'm-1');

  it('wins over the classifier when the message is judged anew', async () => {
    const triage = startTriage();
    await triage.deliver(envelope(said('m-1', { text: 'Great, thank you, I love it' })));
    await labelled(triage);
    const update = { ...where, text: 'Great, thank you, I love it all' };
    await triage.deliver(envelope(standardEvent('message.updated', update, atMinute(2))));
    expect(await readingIn(triage)).toMatchObject({
      sentiment: 'negative',
      intent: 'complaint',
      labels: { count: 1, fields: ['sentiment', 'intent'] },
      amendments: 1,
    });
  });
});
