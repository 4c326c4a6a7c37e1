import { describe, expect, it } from 'vitest';
import { TransientError } from '#domain/errors.ts';
import { ok, onX, outbox, replyIn, status, toldOf } from './outbox.ts';

/** A reply sent twice must never happen; a reply of which nobody knows is said to be one. */

const lost = () => ({ kind: 'lost', reason: 'connection_timeout' }) as const;

describe('a lost answer', () => {
  it('on a platform without a key leaves the reply in doubt, told once, never sent again', async () => {
    const box = await outbox(onX);
    box.api.answers(lost);
    expect(await box.deliver()).toBe('doubtful');
    box.pass(3_600);
    expect(await box.deliver()).toBe('doubtful');
    expect(box.api.requests).toHaveLength(1);
    expect(await toldOf(box)).toEqual(['reply_doubtful']);
    expect(await replyIn(box)).toMatchObject({ state: 'doubtful', reason: 'connection_timeout' });
  });

  it('on a platform with a key is asked for again, in the same words under the same key', async () => {
    const box = await outbox();
    box.api.answers(lost);
    await expect(box.deliver()).rejects.toBeInstanceOf(TransientError);
    box.api.answers(() => ok('sent-1'));
    expect(await box.deliver()).toBe('sent');
    const [first, second] = box.api.requests;
    expect([second?.body, second?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']]);
    expect(await toldOf(box)).toEqual(['reply_sent']);
  });

  it('before a refusal proves nothing: the reply is in doubt, not failed', async () => {
    const box = await outbox();
    box.api.answers(lost);
    await expect(box.deliver()).rejects.toBeInstanceOf(TransientError);
    box.api.answers(() => status(503));
    await expect(box.deliver()).rejects.toBeInstanceOf(TransientError);
    box.api.answers(() => status(401));
    expect(await box.deliver()).toBe('doubtful');
    expect(await toldOf(box)).toEqual(['reply_doubtful']);
  });

  it('before the ticket turned out to be spam leaves the reply in doubt too', async () => {
    const box = await outbox();
    box.api.answers(lost);
    await expect(box.deliver()).rejects.toBeInstanceOf(TransientError);
    const get: typeof box.table.tickets.get = async (id) => {
      const ticket = await box.table.tickets.get(id);
      return ticket && { ...ticket, status: 'spam' };
    };
    expect(await box.deliver({ tickets: { ...box.table.tickets, get } })).toBe('doubtful');
  });
});

describe('a lease', () => {
  it('makes other deliveries wait while an attempt may be alive', async () => {
    const box = await outbox();
    await box.deliver({ send: () => Promise.reject(new Error('killed')) }).catch(() => {});
    box.pass(59);
    await expect(box.deliver()).rejects.toBeInstanceOf(TransientError);
    expect(box.api.requests).toEqual([]);
    box.pass(1);
    expect(await box.deliver()).toBe('sent');
  });

  it('that ran out on a platform without a key is not an invitation', async () => {
    const box = await outbox(onX);
    await box.deliver({ send: () => Promise.reject(new Error('killed')) }).catch(() => {});
    box.pass(61);
    expect(await box.deliver()).toBe('doubtful');
    expect(box.api.requests).toEqual([]);
    expect((await replyIn(box))?.reason).toBe('attempt_died');
  });

  it('does not keep a slow attempt from telling that it was sent after all', async () => {
    const box = await outbox(onX);
    const send: typeof box.api.send = async (request) => {
      box.pass(61);
      expect(await box.deliver()).toBe('doubtful');
      return box.api.send(request);
    };
    expect(await box.deliver({ send })).toBe('sent');
    expect(box.api.requests).toHaveLength(1);
    expect(await toldOf(box)).toEqual(['reply_doubtful', 'reply_sent']);
  });
});
