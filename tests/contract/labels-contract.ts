import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { corrected, type MessageLabels } from '#domain/label.ts';
import type { Labels } from '#domain/labels.ts';

/** What labels promise, on any table. */

/** Each test labels in a time of its own, since marks of all messages share a month. */
let minutes = 0;
const freshTime = (): string => new Date(Date.UTC(2030, 0, 1, 0, minutes++)).toISOString();
/** Long after every label of these tests. */
const NOW = '2031-01-01T00:00:00.000Z';

interface Given {
  readonly account: string;
  readonly id: string;
  readonly at: string;
  readonly urgency?: 'low' | 'high';
}

function labelling({ account, id, at, urgency = 'high' }: Given) {
  return (known: MessageLabels | undefined): MessageLabels =>
    corrected(known ?? { account, messageId: id, ticketId: 'ticket-1', corrections: [] }, {
      id: randomUUID(),
      by: { kind: 'agent', id: 'agent-1' },
      at,
      said: { urgency },
      found: {},
      classifier: 'embedded@1',
      amendments: 0,
    });
}

export function labelsContract(name: string, labelsOf: () => Labels): void {
  const label = (given: Given) => labelsOf().change({ account: given.account, id: given.id }, labelling(given));
  const freshMessage = () => ({ account: `standard:${randomUUID()}`, id: `m#${randomUUID()}`, at: freshTime() });

  describe(`labels ${name}`, () => {
    it('lie beside their message', async () => {
      const message = freshMessage();
      await label(message);
      const found = await labelsOf().of([message, freshMessage()]);
      expect([...found.keys()]).toEqual([message.id]);
      expect(found.get(message.id)?.corrections).toMatchObject([{ said: { urgency: 'high' } }]);
    });

    it('of several people at once are all kept', async () => {
      const message = freshMessage();
      const urgencies = ['high', 'low'] as const;
      await Promise.all(urgencies.map((urgency) => label({ ...message, urgency })));
      const found = await labelsOf().of([message]);
      expect(found.get(message.id)?.corrections).toHaveLength(2);
    });

    it('are listed in the order of time, page by page', async () => {
      const messages = [freshMessage(), freshMessage(), freshMessage()];
      for (const message of messages.toReversed()) await label(message);
      const page = { now: NOW, limit: 2 };
      const first = await labelsOf().list({ ...page, from: { since: messages[0]?.at ?? '' } });
      expect(first.labels.map(({ messageId }) => messageId)).toEqual(messages.slice(0, 2).map(({ id }) => id));
      const second = await labelsOf().list({ ...page, from: { after: first.next ?? '' } });
      expect(second.labels.map(({ messageId }) => messageId)).toEqual([messages[2]?.id]);
      expect(second.next).toBeUndefined();
    });

    it('are listed over the turn of a month, and from a day on', async () => {
      const before = { ...freshMessage(), at: '2030-03-31T23:59:59.000Z' };
      const after = { ...freshMessage(), at: '2030-05-01T00:00:01.000Z' };
      await label(before);
      await label(after);
      const since = async (from: string) =>
        (await labelsOf().list({ from: { since: from }, now: NOW, limit: 10 })).labels.map(
          ({ messageId }) => messageId,
        );
      expect(await since('2030-03-31')).toEqual([before.id, after.id]);
      expect(await since('2030-04-01')).toEqual([after.id]);
      expect(await since('2030-06-01')).toEqual([]);
      expect(await since('2040-01-01')).toEqual([]);
    });

    it('given again are listed once, by their last correction', async () => {
      const message = freshMessage();
      const again = { ...message, at: freshTime(), urgency: 'low' as const };
      await label(message);
      await label(again);
      const { labels } = await labelsOf().list({ from: { since: message.at }, now: NOW, limit: 10 });
      const ours = labels.filter(({ messageId }) => messageId === message.id);
      expect(ours.map(({ corrections }) => corrections.length)).toEqual([2]);
    });

    it('of two accounts that know a message by one id are told apart', async () => {
      const one = freshMessage();
      const other = { ...freshMessage(), id: one.id };
      await label(one);
      await label(other);
      const { labels } = await labelsOf().list({ from: { since: one.at }, now: NOW, limit: 2 });
      expect(labels.map(({ account }) => account)).toEqual([one.account, other.account]);
    });
  });
}
