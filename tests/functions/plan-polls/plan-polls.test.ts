import { describe, expect, it } from 'vitest';
import { accountsOf } from '#adapters/account-credentials.ts';
import { pollWork } from '#contracts/poll-work.ts';
import { createPlanPolls } from '#functions/plan-polls/plan-polls.ts';
import { SILENT } from '#functions/shell/log.ts';
import { polledPlatform } from '#tests/functions/poll-platforms/polled.ts';
import { memoryTable } from '#tests/support/memory-table.ts';
import { NOON } from '#tests/support/messages.ts';

const key = { accessToken: 'a' };
const SECRET = {
  'standard:a': key,
  'standard:b': { ...key, more: { poll: 'off' } },
  'standard:c': { ...key, more: { poll: 'on' } },
  'standard:d': 'no entry',
  'x:1': key,
  'fax:1': key,
  standard: key,
};

function planner(platform = polledPlatform) {
  const table = memoryTable();
  const queued: string[] = [];
  const plan = createPlanPolls({
    ...table,
    accounts: accountsOf(async () => SECRET),
    platformNamed: (name) => (name === 'standard' ? platform : undefined),
    enqueue: async (bodies) => void queued.push(...bodies),
    clock: () => NOON,
    log: SILENT,
  });
  return { table, plan, orders: () => queued.map((body) => pollWork.parse(JSON.parse(body))) };
}

const SCHEDULED = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

describe('planning polls', () => {
  it('orders the accounts that are polled, and leaves those that are not, or are switched off', async () => {
    const { plan, orders } = planner();
    expect(await plan(SCHEDULED)).toEqual({ asked: 2 });
    expect(orders()).toEqual([
      { version: 1, kind: 'poll', account: 'standard:a' },
      { version: 1, kind: 'poll', account: 'standard:c' },
    ]);
  });

  it('orders only those that say what to ask for, where a platform is asked for something', async () => {
    const { poll } = polledPlatform;
    const { plan, orders } = planner({ ...polledPlatform, ...(poll && { poll: { ...poll, onlyWith: 'poll' } }) });
    await plan(SCHEDULED);
    expect(orders()).toMatchObject([{ account: 'standard:c' }]);
  });

  it('leaves those that were polled a moment ago, or rest', async () => {
    const { table, plan } = planner();
    await table.pollStates.put({ account: 'standard:a', revision: 0, startedAt: NOON }, undefined);
    await table.pollStates.put(
      { account: 'standard:c', revision: 0, notBefore: '2999-01-01T00:00:00.000Z' },
      undefined,
    );
    expect(await plan(SCHEDULED)).toEqual({ asked: 0 });
  });

  it('obeys a person who names accounts, or says how far back, at once', async () => {
    const { table, plan, orders } = planner();
    await table.pollStates.put({ account: 'standard:a', revision: 0, startedAt: NOON }, undefined);
    expect(await plan({ accounts: ['standard:a', 'x:1'], oldestHours: 48 })).toEqual({ asked: 1 });
    expect(await plan({ oldestHours: 1 })).toEqual({ asked: 2 });
    expect(await plan({ accounts: ['standard:b'] })).toEqual({ asked: 1 });
    expect(orders()[0]).toEqual({ version: 1, kind: 'poll', account: 'standard:a', now: true, oldestHours: 48 });
  });
});
