import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIALS, type LocalAppStack, startLocalApp } from '#tests/support/local-app-stack.ts';

let app: LocalAppStack;

beforeAll(async () => {
  app = await startLocalApp();
});

afterAll(() => app?.stop());

beforeEach(() => {
  app.stack.faults.clear();
  app.pager.status = 200;
});

describe('the way of a message', () => {
  it('goes from the webhook over queue, table, stream and bus to the topic and the API destination', async () => {
    expect((await app.wishes({ id: 'way-1', urgent: true }, { id: 'way-2' })).status).toBe(202);
    await app.stack.idle();
    expect(await app.storedIds()).toEqual(expect.arrayContaining(['way-1', 'way-2']));
    const published = app.stack
      .archive()
      .filter(({ event }) => String((event.detail as { id: string }).id).includes('way-'));
    expect(published).toHaveLength(2);
    expect(published[0]?.event).toMatchObject({
      version: '0',
      source: 'local-app',
      'detail-type': 'message.stored',
      region: 'us-east-1',
    });
    expect(app.stack.notifications().filter(({ message }) => message.includes('way-1'))).toHaveLength(1);
    const call = app.pager.paged.find(({ body }) => body.includes('way-1'));
    expect(call?.headers['x-token']).toBe('of-the-pager');
    expect(JSON.parse(call?.body ?? '{}')).toMatchObject({ detail: { id: 'message#way-1', urgent: true } });
  });

  it('counts what it costs, by kind of item and index', async () => {
    app.stack.resetCapacity();
    await app.wishes({ id: 'cost' });
    await app.stack.idle();
    expect(app.stack.capacity()).toMatchObject({
      writes: { message: { table: 1, byOwner: 1 } },
      requests: { PutItem: 1 },
    });
  });

  it('brings back only the messages that failed', async () => {
    await app.wishes({ id: 'good' }, { id: 'again', wish: 'fail-once' });
    await app.stack.idle();
    expect(await app.storedIds()).toEqual(expect.arrayContaining(['good', 'again']));
  });

  it('parks a message that always fails, alone', async () => {
    await app.wishes({ id: 'well' }, { id: 'poison', wish: 'fail' });
    await app.stack.idle();
    expect(await app.storedIds()).toContain('well');
    expect(
      app.stack.queued(app.stack.outputs['ParkedUrl'] ?? '').map(({ body }) => JSON.parse(body) as object),
    ).toEqual([{ id: 'poison', wish: 'fail' }]);
  });

  it('brings a batch back whose environment died', async () => {
    await app.wishes({ id: 'crash', wish: 'exit-once' });
    await app.stack.idle();
    expect(await app.storedIds()).toContain('crash');
    expect(app.stack.functions().find(({ label }) => label === 'work')?.crashes).toBeGreaterThan(0);
  });

  it('brings a batch back whose environment was killed', async () => {
    const before = app.stack.functions().find(({ label }) => label === 'work')?.crashes ?? 0;
    await app.wishes({ id: 'killed', wish: 'hang-once' });
    await expect.poll(() => app.stack.functions().find(({ label }) => label === 'work')?.busy).toBe(1);
    expect(app.stack.kill('work')).toBe(true);
    await app.stack.idle();
    expect(await app.storedIds()).toContain('killed');
    expect(app.stack.functions().find(({ label }) => label === 'work')).toMatchObject({ crashes: before + 1 });
  });

  it('gives up a stream record after its tries and tells the destination where it is', async () => {
    await app.wishes({ id: 'unpublishable' }, { id: 'publishable' });
    await app.stack.idle();
    const [told] = app.stack
      .queued(app.stack.queues('GaveUp')[0]?.name ?? '')
      .map(({ body }) => JSON.parse(body) as object);
    expect(told).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    expect(app.stack.archive().some(({ event }) => JSON.stringify(event).includes('message#publishable'))).toBe(true);
  });

  it('parks an event that a target refuses for good, and retries one that it refuses for now', async () => {
    app.pager.status = 500;
    const before = app.pager.paged.length;
    await app.wishes({ id: 'refused', urgent: true });
    await app.stack.idle();
    expect(app.pager.paged.length - before).toBe(3);
    const parked = app.stack
      .queued(app.stack.queues('Undelivered')[0]?.name ?? '')
      .find(({ body }) => body.includes('refused'));
    expect(parked?.attributes).toMatchObject({ ERROR_CODE: '500', RETRY_ATTEMPTS: '2' });
  });
});

describe('time', () => {
  it('jumps, and fires the minutes on the way in order, each in its own minute', async () => {
    const token = await app.stack.token('agent', { ttlSeconds: 60 });
    const before = app.stack.logs('tick').length;
    await app.stack.clock.advance(5 * 60_000);
    await app.stack.idle();
    const ticks = app.stack
      .logs('tick')
      .slice(before)
      .map(({ text: line }) => JSON.parse(line) as { tick: string; now: string });
    expect(ticks.length).toBeGreaterThanOrEqual(5);
    expect(ticks.map(({ tick }) => tick)).toEqual(ticks.map(({ tick }) => tick).toSorted());
    for (const { tick, now } of ticks) expect(Math.abs(Date.parse(now) - Date.parse(tick))).toBeLessThan(20_000);
    const expired = await fetch(`${app.stack.outputs['DeskUrl']}/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(expired.status).toBe(401);
  });

  it('is the same inside functions', async () => {
    const answer = await fetch(`${app.stack.outputs['DeskUrl']}/me`, {
      headers: { authorization: `Bearer ${await app.stack.token('agent')}` },
    });
    const { now, text: iso } = (await answer.json()) as { now: number; text: string };
    expect(Math.abs(now - app.stack.clock.now())).toBeLessThan(5_000);
    expect(Math.abs(Date.parse(iso) - now)).toBeLessThan(1_000);
  });
});

describe('many messages', () => {
  it('works them with several environments and ends idle', async () => {
    const sqs = new SQSClient({
      endpoint: app.stack.endpoints.sqs,
      region: app.stack.region,
      credentials: CREDENTIALS,
    });
    const sends = Array.from({ length: 60 }, (_unused, index) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: app.stack.outputs['QueueUrl'],
          MessageBody: JSON.stringify({ id: `many-${index}` }),
        }),
      ),
    );
    await Promise.all(sends);
    await app.stack.idle();
    expect((await app.storedIds()).filter((id) => id.startsWith('many-'))).toHaveLength(60);
    expect(app.stack.functions().find(({ label }) => label === 'work')?.environments).toBeGreaterThan(1);
  });
});
