import { describe, expect, it } from 'vitest';
import { Buses } from '#local/bus/bus.ts';
import { DeliveryError, deliver, type Target, type Undelivered } from '#local/bus/delivery.ts';
import { type BusEvent, eventOf } from '#local/bus/events.ts';
import { startPutEvents } from '#local/bus/put-events.ts';
import { inputFor } from '#local/bus/target-input.ts';
import { Clock } from '#local/clock.ts';
import { FaultBoard } from '#local/proxy/faults.ts';

const event = eventOf({
  source: 'test',
  detailType: 'thing.happened',
  detail: { data: { name: 'a "b"', count: 3, list: ['x', 'y'] } },
  at: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
});

describe('events', () => {
  it('have the shape of EventBridge, with whole seconds', () => {
    expect(event).toMatchObject({
      version: '0',
      account: '000000000000',
      region: 'us-east-1',
      time: '2026-01-02T03:04:05Z',
      resources: [],
    });
  });
});

describe('the input of a target', () => {
  it.each([
    ['the whole event', {}, JSON.stringify(event)],
    ['a constant', { Input: '{"a":1}' }, '{"a":1}'],
    ['a part', { InputPath: '$.detail.data.list' }, '["x","y"]'],
    ['a part that is not there', { InputPath: '$.detail.nothing' }, 'null'],
  ])('%s', (_name, input, expected) => {
    expect(inputFor(event, input)).toBe(expected);
  });

  it('fills a JSON template', () => {
    const InputPathsMap = { name: '$.detail.data.name', count: '$.detail.data.count', list: '$.detail.data.list' };
    const InputTemplate = '{"text":"Name <name>!","name":<name>,"count":<count>,"list":<list>,"first":"<name>"}';
    expect(JSON.parse(inputFor(event, { InputTransformer: { InputPathsMap, InputTemplate } }))).toEqual({
      text: 'Name a "b"!',
      name: 'a "b"',
      count: 3,
      list: ['x', 'y'],
      first: 'a "b"',
    });
  });

  it('fills a plain template', () => {
    const InputTransformer = {
      InputPathsMap: { count: '$.detail.data.count' },
      InputTemplate: 'It happened <count> times.',
    };
    expect(inputFor(event, { InputTransformer })).toBe('It happened 3 times.');
  });
});

async function deliverTo(outcomes: (DeliveryError | undefined)[], change: Partial<Target> = {}) {
  const parked: Undelivered[] = [];
  let tries = 0;
  const target: Target = {
    id: 't',
    arn: 'target',
    deadLetterArn: 'dlq',
    maximumRetryAttempts: 2,
    send: async () => {
      const outcome = outcomes[tries];
      tries += 1;
      if (outcome) throw outcome;
    },
    ...change,
  };
  const outcome = await deliver(event, target, {
    ruleArn: 'rule',
    timeoutScale: 0,
    park: (undelivered) => parked.push(undelivered),
  });
  return { outcome, tries, parked };
}

const later = new DeliveryError('503', 'later', true);
const never = new DeliveryError('400', 'never', false);

describe('delivery', () => {
  it('tries again while time may mend it', async () => {
    expect(await deliverTo([later, later])).toMatchObject({ outcome: 'delivered', tries: 3, parked: [] });
  });

  it('parks at once what nothing can mend', async () => {
    const { outcome, tries, parked } = await deliverTo([never]);
    expect([outcome, tries]).toEqual(['parked', 1]);
    expect(parked[0]).toMatchObject({
      queueArn: 'dlq',
      attributes: { RULE_ARN: 'rule', TARGET_ARN: 'target', ERROR_CODE: '400', RETRY_ATTEMPTS: '0' },
    });
    expect(JSON.parse(parked[0]?.body ?? '')).toEqual(event);
  });

  it('parks after the last try, and loses where there is no dead-letter queue', async () => {
    expect(await deliverTo([later, later, later])).toMatchObject({ outcome: 'parked', tries: 3 });
    expect(await deliverTo([never], { deadLetterArn: undefined })).toMatchObject({ outcome: 'lost', parked: [] });
  });
});

describe('PutEvents', () => {
  async function put(
    entries: object[],
    rejectEntry = 0,
  ): Promise<{ status: number; body: Record<string, unknown>; archive: BusEvent[] }> {
    const buses = new Buses({ timeoutScale: 0, park: () => {} }, () => {});
    const faults = new FaultBoard(() => 0);
    faults.set({ bus: { rejectEntry } });
    const server = await startPutEvents({ buses, clock: new Clock(), faults });
    const headers = { 'x-amz-target': 'AWSEvents.PutEvents', 'content-type': 'application/x-amz-json-1.1' };
    const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ Entries: entries }) });
    const body = (await response.json()) as Record<string, unknown>;
    await server.close();
    return { status: response.status, body, archive: buses.archive().map((archived) => archived.event) };
  }

  const entry = { Source: 's', DetailType: 'd', Detail: '{}' };

  it('judges entry by entry', async () => {
    const { body, archive } = await put([
      entry,
      { ...entry, Detail: 'no JSON' },
      { Source: 's' },
      { ...entry, EventBusName: 'unheard-of' },
    ]);
    expect(body['FailedEntryCount']).toBe(3);
    const codes = (body['Entries'] as { ErrorCode?: string }[]).map(({ ErrorCode }) => ErrorCode);
    expect(codes).toEqual([undefined, 'MalformedDetail', 'InvalidArgument', 'ResourceNotFoundException']);
    expect(archive).toHaveLength(1);
  });

  it('takes ten entries and a mebibyte, not more', async () => {
    const eleven = await put(Array.from({ length: 11 }, () => entry));
    expect([eleven.status, eleven.body['__type']]).toEqual([400, 'ValidationException']);
    const large = { ...entry, Detail: JSON.stringify({ a: 'x'.repeat(600_000) }) };
    expect((await put([large])).status).toBe(200);
    expect((await put([large, large])).status).toBe(400);
  });

  it('rejects entries on request', async () => {
    const { body, archive } = await put([entry, entry], 1);
    expect([body['FailedEntryCount'], archive]).toEqual([2, []]);
  });
});
