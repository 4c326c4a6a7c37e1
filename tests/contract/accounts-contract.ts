import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Repositories } from '#adapters/table/repositories.ts';
import { AT_REST, nextSlot, type Paced, type PaceState } from '#domain/pacing.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';

const NOON_MS = Date.parse(NOON);
const LIMIT = { requests: 40, perSeconds: 60 };
const AT_ONCE = 8;

const anAccount = (): string => `x:${randomUUID()}`;
const later = (ms: number): string => new Date(NOON_MS + ms).toISOString();

/** The slots that so many get who ask one after the other. */
function slotsInTurn(count: number): string[] {
  let state: PaceState = AT_REST;
  return Array.from({ length: count }, () => {
    const slot = nextSlot(state, LIMIT, NOON_MS);
    state = slot.state;
    return new Date(slot.atMs).toISOString();
  });
}

/** What is kept to write for an account: its pace, its token. Run over the double and over DynamoDB. */
export function accountsContract(name: string, tableOf: () => Repositories): void {
  describe(`pacing: ${name}`, () => {
    const take = (paced: Paced, now = NOON, held?: string) => tableOf().pacing.take(paced, { limit: LIMIT, now, held });

    it('gives many at once the slots of as many in turn, each to one', async () => {
      const paced = { account: anAccount() };
      const slots = await Promise.all(Array.from({ length: AT_ONCE }, () => take(paced)));
      expect(slots.sort()).toEqual(slotsInTurn(AT_ONCE));
    });

    it('lets whoever holds a good slot go, and takes none for it', async () => {
      const paced = { account: anAccount() };
      const [first = '', second = '', third = ''] = slotsInTurn(3);
      expect([await take(paced), await take(paced)]).toEqual([first, second]);
      expect(await take(paced, second, second)).toBe(second);
      expect(await take(paced)).toBe(third);
    });

    it('gives another slot for one that has gone by', async () => {
      const paced = { account: anAccount() };
      const slot = await take(paced);
      expect(await take(paced, later(120_000), slot)).toBe(later(120_000));
    });

    it('gives nothing before the end of a rest, and the longest rest counts', async () => {
      const { pacing } = tableOf();
      const paced = { account: anAccount() };
      await Promise.all([pacing.rest(paced, later(9_000)), pacing.rest(paced, later(5_000))]);
      expect(await take(paced)).toBe(later(9_000));
      expect(await pacing.take(paced, { limit: undefined, now: NOON })).toBe(later(9_000));
    });

    it('keeps nothing of an account without a limit', async () => {
      const { pacing } = tableOf();
      const paced = { account: anAccount() };
      const ask = () => pacing.take(paced, { limit: undefined, now: NOON });
      expect(await Promise.all([ask(), ask(), ask()])).toEqual([NOON, NOON, NOON]);
    });

    it('tells the paces of one account apart', async () => {
      const { pacing } = tableOf();
      const account = anAccount();
      const [first] = slotsInTurn(1);
      await pacing.rest({ account, name: 'hide' }, later(9_000));
      expect(await take({ account })).toBe(first);
      expect(await take({ account, name: 'hide' })).toBe(later(9_000));
      expect(await take({ account, name: 'dm' })).toBe(first);
    });
  });

  describe(`tokens: ${name}`, () => {
    const token = (sealed: string) => ({ sealed, expiresAtMs: NOON_MS });

    it('are put once for each that was read, whoever asks', async () => {
      const { tokens } = tableOf();
      const account = anAccount();
      expect(await tokens.get(account)).toBeUndefined();
      const asked = (seen: number | undefined) =>
        Promise.all(Array.from({ length: AT_ONCE }, (_, at) => tokens.put(account, token(`sealed-${at}`), seen)));
      for (const seen of [undefined, 1]) {
        const put = await asked(seen);
        expect(put.filter(Boolean)).toHaveLength(1);
        const winner = `sealed-${put.indexOf(true)}`;
        expect(await tokens.get(account)).toMatchObject({ sealed: winner, revision: (seen ?? 0) + 1 });
      }
    });

    it('are not put over what has changed, or is not there', async () => {
      const { tokens } = tableOf();
      const account = anAccount();
      expect(await tokens.put(account, token('a'), 1)).toBe(false);
      expect(await tokens.put(account, token('a'), undefined)).toBe(true);
      expect(await tokens.put(account, token('b'), undefined)).toBe(false);
      expect(await tokens.put(account, token('b'), 2)).toBe(false);
      expect(await tokens.get(account)).toMatchObject({ sealed: 'a', revision: 1 });
    });
  });

  describe(`joined threads: ${name}`, () => {
    const aThread = (...keys: string[]) => ({ account: anAccount(), customerId: 'c-1', keys });

    it('lead to the ticket that joined them, and to those they led to until these are repointed', async () => {
      const { threads } = tableOf();
      const thread = aThread('dm', 'other');
      await threads.resolve({ ...thread, keys: ['dm'] }, 't-old');
      expect(await threads.join(thread, 't-new')).toEqual(['t-old']);
      expect(await threads.join(thread, 't-new')).toEqual(['t-old']);
      expect(await threads.resolve(thread, 't-fresh')).toEqual(['t-new', 't-old']);
      await threads.repoint(thread, 't-old', 't-new');
      expect(await threads.resolve(thread, 't-fresh')).toEqual(['t-new']);
      expect(await threads.join(thread, 't-new')).toEqual([]);
    });

    it('that were joined before tell of every ticket that they led to', async () => {
      const { threads } = tableOf();
      const thread = aThread('dm');
      await threads.resolve(thread, 't-1');
      await threads.join(thread, 't-2');
      expect((await threads.join(thread, 't-3')).sort()).toEqual(['t-1', 't-2']);
      expect(await threads.resolve(thread, 't-fresh')).toContain('t-3');
    });

    it('lead to one ticket first when several join at once, and each of the others is told to somebody', async () => {
      const { threads } = tableOf();
      const thread = aThread('dm');
      const ids = Array.from({ length: 4 }, (_, at) => `t-${at}`);
      const told = await Promise.all(ids.map((id) => threads.join(thread, id)));
      const [first] = await threads.resolve(thread, 't-fresh');
      expect(ids).toContain(first);
      expect([...new Set([first, ...told.flat()])].sort()).toEqual(ids);
    });

    it('go to whoever came first where the ticket to be repointed is another', async () => {
      const { threads } = tableOf();
      const thread = aThread('dm');
      await threads.resolve(thread, 't-1');
      await threads.repoint(thread, 't-9', 't-2');
      expect(await threads.resolve(thread, 't-fresh')).toEqual(['t-1']);
      expect(await threads.ticketsOf(thread.account, thread.customerId)).toEqual(['t-1']);
    });
  });

  describe(`polls: ${name}`, () => {
    it('remember what of their budget is used, and why they fail, until that is over', async () => {
      const { pollStates } = tableOf();
      const account = anAccount();
      const window = { startsAt: NOON, requests: 7 };
      const failure = { reason: 'forbidden', platformCode: '403', since: NOON, at: atMinute(1) };
      const failing = { account, revision: 0, window, failure, notBefore: atMinute(5), unfinished: true };
      expect(await pollStates.put(failing, undefined)).toBe(true);
      const seen = await pollStates.get(account);
      expect(seen).toEqual({ ...failing, revision: 1 });
      const well = { account, revision: 1, window: { ...window, requests: 8 }, completeAt: atMinute(6) };
      expect(await pollStates.put(well, seen)).toBe(true);
      expect(await pollStates.getAll([account, anAccount()])).toEqual([{ ...well, revision: 2 }]);
    });
  });
}
