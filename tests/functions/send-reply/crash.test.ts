import { describe, expect, it } from 'vitest';
import type { SendReplyPorts } from '#functions/send-reply/ports.ts';
import { type Outbox, onX, outbox, replyIn, toldOf } from './outbox.ts';

/** The function dies at every step in turn, before or after the step took effect; the queue delivers again. */

class Killed extends Error {}

type When = 'before' | 'after';

/** Counts the steps that change something outside, and dies at one of them. */
function dyingAt(ports: SendReplyPorts, fatal: number, when: When): SendReplyPorts {
  let steps = 0;
  const step =
    <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const dies = ++steps === fatal;
      if (dies && when === 'before') throw new Killed();
      const result = await act(...args);
      if (dies) throw new Killed();
      return result;
    };
  const { replies, messages, threads, tickets, send } = ports;
  return {
    ...ports,
    replies: { ...replies, advance: step((...args: Parameters<typeof replies.advance>) => replies.advance(...args)) },
    messages: { ...messages, put: step((...args: Parameters<typeof messages.put>) => messages.put(...args)) },
    threads: { ...threads, resolve: step((...args: Parameters<typeof threads.resolve>) => threads.resolve(...args)) },
    tickets: { ...tickets, change: step((...args: Parameters<typeof tickets.change>) => tickets.change(...args)) },
    send: step(send),
  };
}

/** Delivers until the queue is rid of it, as SQS does: with time between, and at most five times. */
async function redeliver(box: Outbox): Promise<void> {
  for (let receive = 0; receive < 5; receive++) {
    box.pass(180);
    const done = await box.deliver().then(
      () => true,
      () => false,
    );
    if (done) return;
  }
  throw new Error('the queue gave up');
}

/** Lease, send, record, message, thread, ticket, words. */
const STEPS = 7;
const cases = Array.from({ length: STEPS }, (_, index) => index + 1).flatMap((fatal) =>
  (['before', 'after'] as const).map((when) => ({ fatal, when })),
);

async function crashed(message: Parameters<typeof outbox>[0], fatal: number, when: When) {
  const box = await outbox(message);
  await expect(box.deliver(dyingAt(box.ports, fatal, when))).rejects.toBeInstanceOf(Killed);
  await redeliver(box);
  return box;
}

describe('a crash', () => {
  it('has as many steps to happen at as these tests try', async () => {
    const box = await outbox();
    expect(await box.deliver(dyingAt(box.ports, STEPS + 1, 'before'))).toBe('sent');
  });

  it.each(cases)('$when step $fatal on a platform without a key: sent once, or in doubt', async ({ fatal, when }) => {
    const box = await crashed(onX, fatal, when);
    expect(box.api.requests.length).toBeLessThanOrEqual(1);
    const reply = await replyIn(box);
    expect(await toldOf(box)).toEqual([`reply_${reply?.state}`]);
    if (reply?.state === 'sent') expect(box.api.requests).toHaveLength(1);
    // In doubt only where nobody can know: between taking the lease and writing down the answer.
    expect(reply?.state === 'doubtful').toBe(
      (fatal === 1 && when === 'after') || fatal === 2 || (fatal === 3 && when === 'before'),
    );
  });

  it.each(cases)('$when step $fatal on a platform with a key: one effect, and known', async ({ fatal, when }) => {
    const box = await crashed({}, fatal, when);
    expect(box.api.applied.size).toBe(1);
    expect(await replyIn(box)).toMatchObject({ state: 'sent', messageId: 'sent-1' });
    expect((await replyIn(box))?.text).toBeUndefined();
    expect(await toldOf(box)).toEqual(['reply_sent']);
    expect((await box.table.tickets.get('ticket-1'))?.lastMessageSeen).toBe(2);
  });

  it.each(cases.filter(({ fatal }) => fatal <= 4))(
    '$when step $fatal of a refused reply: told once',
    async ({ fatal, when }) => {
      const box = await outbox();
      box.api.answers(() => ({ status: 410, headers: {}, body: '' }));
      await box.deliver(dyingAt(box.ports, fatal, when)).catch(() => {});
      await redeliver(box);
      expect(await toldOf(box)).toHaveLength(1);
    },
  );
});
