import { describe, expect, it } from 'vitest';
import type { AnswerPromise } from '#domain/promise/answer-promise.ts';
import { CALENDAR, desk, ifMatch } from './desk.ts';

const promise = (given: Partial<AnswerPromise> = {}): AnswerPromise => ({
  ticketId: 'ticket-1',
  episode: 1,
  account: 'standard:brand',
  day: '2026-03-01',
  askedAt: '2026-03-01T10:00:00.000Z',
  madeAt: '2026-03-01T10:00:00.000Z',
  expected: { kind: 'within', minutes: 60, until: '2026-03-01T11:00:00.000Z', zone: 'UTC' },
  ahead: 0,
  staff: 1,
  handlingMinutes: 10,
  toldAt: '2026-03-01T10:00:01.000Z',
  outcome: 'kept',
  ...given,
});

describe('GET /metrics/promises', () => {
  const ask = async (query: Record<string, string>, as = '[lead]') => {
    const made = desk();
    await made.table.promises.put(promise());
    await made.table.promises.put(promise({ ticketId: 'ticket-2', outcome: undefined }));
    await made.table.promises.put(promise({ ticketId: 'ticket-3', day: '2026-03-02' }));
    return made.ask('GET /metrics/promises', { query, as });
  };

  it('tells the share that was kept, by account and day', async () => {
    const { body } = await ask({ from: '2026-03-01', to: '2026-03-02' });
    const common = { account: 'standard:brand', open: 0 };
    expect(body.promises).toEqual([
      { ...common, day: '2026-03-01', told: 2, kept: 1, broken: 1, keptShare: 0.5 },
      { ...common, day: '2026-03-02', told: 1, kept: 1, broken: 0, keptShare: 1 },
    ]);
    expect((await ask({ from: '2026-03-02', to: '2026-03-02' })).body.promises).toHaveLength(1);
  });

  it('tells of a first day that is none that alone', async () => {
    const { body } = await ask({ from: '2026-02-30', to: '2026-03-01' });
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/from']);
  });

  it.each<[number, Record<string, string>, string]>([
    [400, { from: '2026-03-02', to: '2026-03-01' }, '[lead]'],
    [400, { from: '2026-01-01', to: '2026-04-04' }, '[lead]'],
    [400, { from: '2026-02-01', to: '2026-02-30' }, '[lead]'],
    [400, { from: '2999-12-31', to: '3000-01-01' }, '[lead]'],
    [400, { from: '2026-03-01' }, '[lead]'],
    [403, { from: '2026-03-01', to: '2026-03-01' }, '[agent]'],
  ])('answers %i to %j of %s', async (status, query, role) => {
    const told = await ask(query, role);
    expect(told.status).toBe(status);
    if (status === 400)
      expect(told.body.errors[0]).toMatchObject({ in: 'query', pointer: '/to', mend: expect.any(String) });
  });
});

describe('GET /accounts/{account}/hours', () => {
  const read = (made: ReturnType<typeof desk>, account = 'standard:brand') =>
    made.ask('GET /accounts/{account}/hours', { params: { account } });

  it('tells that it is open until when, and the week', async () => {
    const { body } = await read(desk());
    expect(body).toMatchObject({ calendar: 'business', zone: 'UTC', open: true, closesAt: '2026-03-02T17:00:00.000Z' });
    expect(body.days.map(({ date, intervals }: { date: string; intervals: [] }) => [date, intervals.length])).toEqual([
      ['2026-03-02', 1],
      ['2026-03-03', 1],
      ['2026-03-04', 1],
      ['2026-03-05', 1],
      ['2026-03-06', 1],
      ['2026-03-07', 0],
      ['2026-03-08', 0],
    ]);
  });

  it('tells from when it is open, by the calendar that names the account', async () => {
    const made = desk();
    const holidays = [{ date: '2026-03-02', name: 'Closed for once' }];
    await made.ask('PUT /sla/calendars/{name}', {
      as: '[admin]',
      params: { name: 'berlin' },
      headers: ifMatch(0),
      body: { calendar: { ...CALENDAR, zone: 'Europe/Berlin', holidays, accounts: ['standard:brand'] } },
    });
    expect((await read(made)).body).toMatchObject({
      calendar: 'berlin',
      open: false,
      opensAt: '2026-03-03T08:00:00.000Z',
      days: [{ date: '2026-03-02', intervals: [], holiday: 'Closed for once' }, {}, {}, {}, {}, {}, {}],
    });
    expect((await read(made, 'standard:other')).body.calendar).toBe('business');
  });

  it('tells of a holiday until when the night before it runs on', async () => {
    const made = desk();
    const night = [{ from: '22:00', to: '06:00' }];
    const weekly = { ...CALENDAR.weekly, sun: night, mon: [], tue: [], wed: [{ from: '18:00', to: '00:00' }], thu: [] };
    const holidays = [{ date: '2026-03-02', name: 'Closed for once' }];
    await made.ask('PUT /sla/calendars/{name}', {
      as: '[admin]',
      params: { name: 'business' },
      headers: ifMatch(0),
      body: { calendar: { ...CALENDAR, weekly, holidays } },
    });
    made.setNow('2026-03-02T02:00:00.000Z');
    const { body } = await read(made, 'google_business:1');
    expect(body).toMatchObject({ open: true, closesAt: '2026-03-02T06:00:00.000Z' });
    expect(body.days.slice(0, 4)).toEqual([
      { date: '2026-03-02', intervals: [], holiday: 'Closed for once', nightUntil: '06:00' },
      { date: '2026-03-03', intervals: [] },
      { date: '2026-03-04', intervals: [{ from: '18:00', to: '00:00' }] },
      { date: '2026-03-05', intervals: [] },
    ]);
  });
});
