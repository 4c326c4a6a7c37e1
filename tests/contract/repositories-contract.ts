import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Repositories } from '#adapters/table/repositories.ts';
import { classifyText } from '#classifiers/embedded/classify.ts';
import { foldHeard } from '#domain/fold.ts';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import type { Decide } from '#domain/ports.ts';
import { recompute } from '#domain/recompute.ts';
import { atMinute, brandMessage, customerMessage, edit, heard, NOON } from '#tests/support/messages.ts';

/** What the repositories promise the stories: run over the double and over DynamoDB. */

const hearing =
  (ticketId: string, id: string): Decide =>
  (ticket) =>
    foldHeard(ticket, [heard(customerMessage({ id }))], { ticketId, now: NOON, policy: DEFAULT_SLA_POLICY });

async function pagesOf<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

export function repositoriesContract(name: string, tableOf: () => Repositories): void {
  describe(`repositories: ${name}`, () => {
    it('keeps a message once and shows the one kept', async () => {
      const { messages } = tableOf();
      const message = customerMessage({ id: randomUUID() });
      const classification = classifyText(message.text ?? '');
      const first = await messages.put({ message, ticketId: 't-1', classification });
      const again = await messages.put({ message: { ...message, text: 'other words' }, ticketId: 't-2' });
      expect(first.outcome).toBe('stored');
      expect(again).toEqual({ outcome: 'duplicate', filed: { message, ticketId: 't-1', classification } });
      expect(await messages.getAll([{ account: message.account, id: message.id }])).toEqual([
        { message, ticketId: 't-1', classification },
      ]);
    });

    it('keeps amendments before and after their message, each once; a deletion erases words', async () => {
      const { messages } = tableOf();
      const id = randomUUID();
      const key = { account: 'messenger:100', id };
      expect(await messages.amend(edit({ messageId: id }))).toBe('stored');
      expect(await messages.amend(edit({ messageId: id }))).toBe('duplicate');
      await messages.put({ message: customerMessage({ id }), ticketId: 't' });
      expect(
        await messages.amend(edit({ messageId: id, id: 'gone', kind: 'deletion', text: undefined, at: atMinute(2) })),
      ).toBe('stored');
      await messages.erase(key);
      const kept = (await messages.amendmentsOf([key])).get(id) ?? [];
      expect(kept.map((each) => [each.id, each.text])).toEqual([
        ['edit-1', undefined],
        ['gone', undefined],
      ]);
      expect((await messages.getAll([key]))[0]?.message).toMatchObject({ id, attachments: [] });
      expect((await messages.getAll([key]))[0]?.message.text).toBeUndefined();
    });

    it('moves the state of a poll once for each state that was read, whoever asks', async () => {
      const { pollStates } = tableOf();
      const account = `bluesky:${randomUUID()}`;
      const first = { account, revision: 0, cursor: { page: '1' }, startedAt: NOON };
      expect(await pollStates.get(account)).toBeUndefined();
      expect([await pollStates.put(first, undefined), await pollStates.put(first, undefined)]).toEqual([true, false]);
      const seen = await pollStates.get(account);
      expect(seen).toEqual({ ...first, revision: 1 });
      const next = { ...first, cursor: { page: '2' } };
      const moved = await Promise.all([pollStates.put(next, seen), pollStates.put(first, seen)]);
      expect(moved.filter(Boolean)).toHaveLength(1);
      const [state] = await pollStates.getAll([account, 'bluesky:nobody', account]);
      expect(state?.revision).toBe(2);
    });

    it('leads every thread of a customer to one ticket, however many ask at once', async () => {
      const { threads } = tableOf();
      const thread = { account: 'x:1', customerId: randomUUID(), keys: ['a', 'b'] };
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => threads.resolve(thread, `fresh-${index}`)),
      );
      expect(new Set(answers.map((ids) => ids.join())).size).toBe(1);
      expect(answers[0]).toHaveLength(1);
      expect(await threads.resolve({ ...thread, keys: ['b', 'c'] }, 'other')).toEqual(answers[0]);
      const [ticketId = ''] = answers[0] ?? [];
      await threads.repoint(thread, ticketId, 'successor');
      expect(await threads.resolve({ ...thread, keys: ['a'] }, 'other')).toEqual(['successor']);
    });

    it('shows both tickets when a message ties two threads together', async () => {
      const { threads } = tableOf();
      const of = (keys: string[]) => ({ account: 'x:1', customerId, keys });
      const customerId = randomUUID();
      await threads.resolve(of(['a']), 't-a');
      await threads.resolve(of(['b']), 't-b');
      expect(await threads.resolve(of(['a', 'b']), 'fresh')).toEqual(['t-a', 't-b']);
    });

    it('changes a ticket once per decision, however many at once, and keeps every entry', async () => {
      const { tickets } = tableOf();
      const id = randomUUID();
      await Promise.all(Array.from({ length: 15 }, (_, index) => tickets.change(id, hearing(id, `m-${index}`))));
      const ticket = await tickets.get(id);
      expect(ticket).toMatchObject({ revision: 15, lastMessageSeen: 15 });
      const history = await tickets.history(id);
      expect(history.map(({ revision }) => revision)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    });

    it('derives the clocks of a change from the whole history, whatever the decision asked for, and told the book', async () => {
      const { tickets, slaBook } = tableOf();
      const id = randomUUID();
      await tickets.change(id, hearing(id, 'm-1'));
      const answer = heard(brandMessage({ id: 'out-1', sentAt: atMinute(5), receivedAt: atMinute(5) }));
      const answering: Decide = (ticket, _, { policy }) =>
        foldHeard(ticket, [answer], { ticketId: id, now: atMinute(5), policy });
      const { ticket } = await tickets.change(id, answering, 1);
      expect(ticket?.clocks.firstResponse).toMatchObject({ startedAt: NOON, doneAt: atMinute(5), state: 'met' });
      expect(ticket?.slaVersion).toBe((await slaBook()).policy.version);
      expect(ticket?.lastEntry.told?.map(({ fact, clock }) => `${fact} ${clock}`)).toContain('met firstResponse');
      expect(await tickets.get(id)).toEqual(ticket);
    });

    it('writes nothing when clocks are derived anew and none has moved', async () => {
      const { tickets } = tableOf();
      const id = randomUUID();
      await tickets.change(id, hearing(id, 'm-1'));
      const anew: Decide = (ticket) => ticket && recompute(ticket, { now: atMinute(1) });
      expect(await tickets.change(id, anew)).toMatchObject({ changed: false, ticket: { revision: 1 } });
    });

    it('tells a decision every entry after the revision it asks for', async () => {
      const { tickets } = tableOf();
      const id = randomUUID();
      for (const message of ['m-1', 'm-2', 'm-3']) await tickets.change(id, hearing(id, message));
      for (const [since, expected] of [
        [0, [1, 2, 3]],
        [1, [2, 3]],
        [3, []],
      ] as const) {
        let told: number[] = [];
        await tickets.change(
          id,
          (_ticket, entries) => {
            told = entries.map(({ revision }) => revision);
            return undefined;
          },
          since,
        );
        expect(told).toEqual(expected);
      }
    });

    it('lists tickets in work by priority and waiting time, page by page, and those due, oldest first', async () => {
      const { tickets } = tableOf();
      const ids = await Promise.all(
        Array.from({ length: 7 }, async () => {
          const id = randomUUID();
          await tickets.change(id, hearing(id, 'm'));
          return id;
        }),
      );
      const listed: string[] = [];
      let after: string | undefined;
      do {
        const page = await tickets.list({ status: 'new', limit: 3, after });
        listed.push(...page.tickets.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(listed).toEqual(expect.arrayContaining(ids));
      expect(new Set(listed).size).toBe(listed.length);
      const due = (await pagesOf(tickets.due(atMinute(100_000), 1000))).flat();
      expect(due.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
      expect(due.map(({ dueAt }) => dueAt)).toEqual(due.map(({ dueAt }) => dueAt).sort());
      expect(await pagesOf(tickets.due('2020-01-01T00:00:00.000Z', 10))).toEqual([]);
      const pages = await pagesOf(tickets.due(atMinute(100_000), 2));
      expect(pages.every(({ length }) => length === 1 || length === 2)).toBe(true);
      expect(pages.flat()).toEqual(due);
    });

    it('walks through every ticket of a status, shard by shard and page by page, each once', async () => {
      const { tickets, walk } = tableOf();
      const opened = Array.from({ length: 9 }, (): string => randomUUID());
      for (const id of opened) await tickets.change(id, hearing(id, randomUUID()));
      const seen: string[] = [];
      for (const shard of walk.shards(['new'])) {
        let after: string | undefined;
        do {
          const { ids, next } = await walk.page(shard, { after, limit: 2 });
          seen.push(...ids);
          after = next;
        } while (after !== undefined);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(opened));
      const resolved = await Promise.all(walk.shards(['resolved']).map((shard) => walk.page(shard, { limit: 100 })));
      expect(resolved.flatMap(({ ids }) => ids).filter((id) => opened.includes(id))).toEqual([]);
    });

    it('remembers the newest profile of a customer, and what an older one told beside it', async () => {
      const { customers } = tableOf();
      const id = randomUUID();
      const seen = (seenAt: string, profile: object) =>
        customers.remember({ account: 'x:1', seenAt, profile: { id, ...profile } });
      await seen(atMinute(2), { handle: 'second', followers: 5 });
      await seen(atMinute(1), { handle: 'first' });
      await seen(atMinute(3), { followers: 6 });
      expect((await customers.get('x:1', id))?.profile).toEqual({ id, handle: 'second', followers: 6 });
    });

    it('keeps the tier of a customer apart from the profile that messages overwrite', async () => {
      const { customers } = tableOf();
      const customerId = randomUUID();
      const by = { kind: 'agent', id: 'lead-1' } as const;
      expect(await customers.tier('x:1', customerId)).toBeUndefined();
      const setting = { account: 'x:1', customerId, tier: 'vip', by, at: NOON, why: 'signed' };
      await customers.setTier(setting);
      await customers.remember({ account: 'x:1', seenAt: atMinute(1), profile: { id: customerId, handle: 'ada' } });
      expect(await customers.tier('x:1', customerId)).toEqual(setting);
      await customers.setTier({ ...setting, tier: undefined });
      expect((await customers.tier('x:1', customerId))?.tier).toBeUndefined();
    });

    it('knows every ticket that the threads of a customer lead to', async () => {
      const { threads } = tableOf();
      const customerId = randomUUID();
      const thread = { account: 'x:1', customerId };
      expect(await threads.ticketsOf('x:1', customerId)).toEqual([]);
      await threads.resolve({ ...thread, keys: ['a', 'b'] }, 't-1');
      await threads.resolve({ ...thread, keys: ['c'] }, 't-2');
      expect((await threads.ticketsOf('x:1', customerId)).sort()).toEqual(['t-1', 't-2']);
      expect(await threads.ticketsOf('x:2', customerId)).toEqual([]);
    });

    it('advances a reply only from the state that was seen', async () => {
      const { replies } = tableOf();
      const reply = {
        ticketId: randomUUID(),
        replyId: 'r',
        account: 'x:1',
        channel: 'x.dm',
        visibility: 'private' as const,
        customerId: 'c',
        inReplyTo: 'm',
        text: 'Hello',
        by: { kind: 'agent' as const, id: 'a' },
        state: 'queued' as const,
        attempt: 0,
        createdAt: NOON,
        updatedAt: NOON,
      };
      expect(await replies.put(reply)).toEqual(reply);
      expect(await replies.put({ ...reply, text: 'other' })).toEqual(reply);
      const sending = { ...reply, state: 'sending' as const, attempt: 1 };
      const wins = await Promise.all([1, 2, 3].map(() => replies.advance(sending, { state: 'queued', attempt: 0 })));
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect(await replies.get(reply.ticketId, 'r')).toEqual(sending);
    });

    it('keeps a trace once, with the time at which it expires', async () => {
      const { traces } = tableOf();
      const trace = {
        account: 'x:1',
        eventId: randomUUID(),
        platform: 'x',
        outcome: 'ignored' as const,
        reason: 'receipt',
        receivedAt: NOON,
      };
      await traces.put(trace);
      await traces.put({ ...trace, reason: 'later' });
    });
  });
}
