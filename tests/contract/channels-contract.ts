import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Repositories } from '#adapters/table/repositories.ts';
import { firstRhythm, heard } from '#domain/channel/rhythm.ts';
import type { ChannelHealth } from '#domain/channel-health.ts';
import { atMinute, NOON } from '#tests/support/messages.ts';

const NOON_MS = Date.parse(NOON);
const AT_ONCE = 8;

const anAccount = (): string => `x:${randomUUID()}`;

/** What is kept of the brand's accounts: how they are, and how often they are heard. Run over the double and over DynamoDB. */
export function channelsContract(name: string, tableOf: () => Repositories): void {
  describe(`channels: ${name}`, () => {
    const unwell = (account: string, changes: Partial<ChannelHealth> = {}): ChannelHealth => ({
      account,
      concern: 'replies',
      state: 'unwell',
      reason: 'token_expired',
      since: atMinute(1),
      ...changes,
    });

    it('leave no trace of an account that was always well', async () => {
      const { channels } = tableOf();
      const account = anAccount();
      await channels.report({ account, concern: 'replies', state: 'well', since: NOON });
      expect(await channels.get(account, 'replies')).toBeUndefined();
    });

    it('say since when it is unwell, whatever is said again, and why it is now', async () => {
      const { channels } = tableOf();
      const account = anAccount();
      await channels.report(unwell(account));
      await channels.report(unwell(account, { since: atMinute(5) }));
      expect(await channels.get(account, 'replies')).toEqual(unwell(account));
      await channels.report(unwell(account, { since: atMinute(6), reason: 'forbidden' }));
      expect(await channels.get(account, 'replies')).toEqual(unwell(account, { reason: 'forbidden' }));
      const well = { account, concern: 'replies', state: 'well', since: atMinute(9) } as const;
      await channels.report(well);
      expect(await channels.get(account, 'replies')).toEqual(well);
    });

    it('keep each concern apart, and list them all', async () => {
      const { channels } = tableOf();
      const account = anAccount();
      const all = [unwell(account), unwell(account, { concern: 'silence', reason: 'quiet' })];
      for (const each of all) await channels.report(each);
      const listed = (await channels.all()).filter((each) => each.account === account);
      expect(listed.sort((a, b) => (a.concern < b.concern ? -1 : 1))).toEqual(all);
      expect(await channels.get(account, 'polling')).toBeUndefined();
    });

    it('end in one answer when many report at once', async () => {
      const { channels } = tableOf();
      const account = anAccount();
      await Promise.all(
        Array.from({ length: AT_ONCE }, (_, at) => channels.report(unwell(account, { since: atMinute(at) }))),
      );
      expect(await channels.get(account, 'replies')).toMatchObject({ state: 'unwell', reason: 'token_expired' });
    });
  });

  describe(`rhythms: ${name}`, () => {
    it('begin with nothing, and lose nothing that is heard at once', async () => {
      const { rhythms } = tableOf();
      const account = anAccount();
      const asked: unknown[] = [];
      await rhythms.change(account, (before) => {
        asked.push(before);
        return firstRhythm(NOON_MS);
      });
      expect(asked).toEqual([undefined]);
      const once = { count: 1, lastMs: NOON_MS };
      const hear = () => rhythms.change(account, (before) => heard(before ?? firstRhythm(NOON_MS), once));
      await Promise.all(Array.from({ length: AT_ONCE }, hear));
      const inTurn = heard(firstRhythm(NOON_MS), { ...once, count: AT_ONCE });
      const kept = (await rhythms.all()).filter((each) => each.account === account);
      expect(kept).toEqual([{ account, rhythm: inTurn }]);
    });
  });
}
