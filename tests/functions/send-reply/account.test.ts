import { describe, expect, it } from 'vitest';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { ok, onX, outbox, replyIn, status } from './outbox.ts';

/** What attempts show of the account that speaks, and fresh tokens where one is refused. */

const refusedTokens = (...tokens: string[]) => ({
  refused: (request: { headers: Readonly<Record<string, string>> }) =>
    tokens.some((token) => request.headers['authorization'] === `Bearer ${token}`),
});

describe('a token that is refused', () => {
  it('is replaced by a fresh one, and the reply sent once more', async () => {
    const box = await outbox(onX);
    const { refused } = refusedTokens('old');
    box.api.answers((request) => (refused(request) ? status(401) : ok('sent-1')));
    const asked: unknown[] = [];
    const credentialsOf = async (_: string, given?: { fresh?: boolean }) => {
      asked.push(given?.fresh ?? false);
      return { accessToken: given?.fresh ? 'new' : 'old' };
    };
    expect(await box.deliver({ credentialsOf })).toBe('sent');
    expect([asked, box.api.requests.length]).toEqual([[false, true], 2]);
    expect(await box.table.channels.all()).toEqual([]);
  });

  it('for which there is no other fails the reply, and the account is unwell', async () => {
    const box = await outbox(onX);
    box.api.answers(() => status(401));
    expect(await box.deliver()).toBe('failed');
    expect((await replyIn(box))?.reason).toBe('token_expired (401)');
    expect(box.api.requests).toHaveLength(1);
    expect(await box.table.channels.get('x:1', 'replies')).toMatchObject({
      state: 'unwell',
      reason: 'token_expired (401)',
    });
  });

  it.each([
    ['before', false],
    ['after', true],
  ])(
    'for which the platform gives no other, %s the first try: the account must be connected again',
    async (_, late) => {
      const box = await outbox(onX);
      box.api.answers(() => status(401));
      const credentialsOf = async (_account: string, given?: { fresh?: boolean }) => {
        if (!late || given?.fresh) throw new PermanentError('token_refused');
        return { accessToken: 'old' };
      };
      expect(await box.deliver({ credentialsOf })).toBe('failed');
      expect((await replyIn(box))?.reason).toBe('token_refused');
      expect(await box.table.channels.get('x:1', 'replies')).toMatchObject({
        state: 'unwell',
        reason: 'token_refused',
      });
    },
  );

  it('while no other is to be had waits for its turn', async () => {
    const box = await outbox(onX);
    box.api.answers(() => status(401));
    const credentialsOf = async (_: string, given?: { fresh?: boolean }) => {
      if (given?.fresh) throw new TransientError('busy');
      return { accessToken: 'old' };
    };
    expect(await box.deliver({ credentialsOf })).toBe('put_off');
    expect(await replyIn(box)).toMatchObject({ state: 'queued', reason: 'token_unavailable' });
  });
});

describe('an account', () => {
  it('that the platform refuses is unwell since then, and well with the next reply that it takes', async () => {
    const box = await outbox(onX);
    const problem = { type: 'https://api.x.test/problems/client-forbidden' };
    box.api.answers(() => ({ status: 403, headers: {}, body: JSON.stringify(problem) }));
    await box.deliver();
    const unwell = await box.table.channels.get('x:1', 'replies');
    expect(unwell).toMatchObject({ state: 'unwell', reason: 'client_forbidden (client-forbidden)' });
    const other = await outbox(onX);
    expect(await other.deliver({ channels: box.table.channels })).toBe('sent');
    expect((await box.table.channels.get('x:1', 'replies'))?.state).toBe('well');
  });

  it('has nothing to do with a customer who cannot be reached', async () => {
    const box = await outbox(onX);
    box.api.answers(() => ({ status: 403, headers: {}, body: JSON.stringify({ errors: [{ code: 349 }] }) }));
    expect(await box.deliver()).toBe('failed');
    expect((await replyIn(box))?.reason).toBe('recipient_unavailable (349)');
    expect(await box.table.channels.all()).toEqual([]);
  });

  it('of which nothing can be noted takes the reply all the same', async () => {
    const box = await outbox(onX);
    const channels = { report: () => Promise.reject(new Error('table is down')) };
    expect(await box.deliver({ channels })).toBe('sent');
  });
});
