import { describe, expect, it } from 'vitest';
import { CALENDAR, desk, ifMatch, POLICY } from './desk.ts';

type Asking = ReturnType<typeof desk>['ask'];

/** @param place the calendar's name and the version it replaces: `night@1`; the first where none is named. */
const put = (ask: Asking, place: string, calendar: unknown) =>
  ask('PUT /sla/calendars/{name}', {
    as: '[admin]',
    params: { name: place.replace(/@.*/, '') },
    headers: ifMatch(Number(/@(.*)/.exec(place)?.[1] ?? 0)),
    body: { calendar, why: 'because' },
  });
const read = (ask: Asking, name: string) => ask('GET /sla/calendars/{name}', { params: { name } });
const berlin = { ...CALENDAR, zone: 'Europe/Berlin' };

describe('calendars', () => {
  it('has the one that ships, until somebody puts one of its name', async () => {
    const { ask } = desk();
    expect(await read(ask, 'business')).toMatchObject({
      status: 200,
      body: { version: 'calendar-1', calendar: CALENDAR },
    });
    await put(ask, 'business', berlin);
    const mine = await read(ask, 'business');
    expect([mine.headers['etag'], mine.body.calendar.zone]).toEqual(['"1"', 'Europe/Berlin']);
    const list = await ask('GET /sla/calendars');
    expect(list.body.calendars.map(({ name, version }: { name: string; version: string }) => [name, version])).toEqual([
      ['business', '1'],
    ]);
  });

  it('the one that ships, put as it is, makes no version; under another name it is the first', async () => {
    const { ask } = desk();
    const same = await put(ask, 'business', CALENDAR);
    expect([same.status, same.headers['etag'], same.body.version]).toEqual([200, '"0"', 'calendar-1']);
    expect((await put(ask, 'night', CALENDAR)).headers['etag']).toBe('"1"');
  });

  it('of eight at once that claim one team, one has it; eight that claim none of each other’s are all put', async () => {
    const { ask } = desk();
    const names = Array.from({ length: 8 }, (_, index) => `race${index}`);
    const race = await Promise.all(names.map((name) => put(ask, name, { ...berlin, teams: ['race'] })));
    expect(race.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 422)]);
    const list = await ask('GET /sla/calendars');
    const claims = list.body.calendars.filter(({ calendar }: { calendar: { teams?: string[] } }) => calendar.teams);
    expect(claims).toHaveLength(1);
    const apart = await Promise.all(names.map((name) => put(ask, `own-${name}`, { ...berlin, teams: [name] })));
    expect(apart.map(({ status }) => status)).toEqual(apart.map(() => 200));
    const same = await Promise.all([1, 2].map((at) => put(ask, 'own-race0@1', { ...berlin, teams: [`other${at}`] })));
    expect(same.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('keeps every version of each', async () => {
    const { ask } = desk();
    await put(ask, 'night', berlin);
    await put(ask, 'night@1', { ...berlin, zone: 'Asia/Tokyo' });
    const versions = await ask('GET /sla/calendars/{name}/versions', { params: { name: 'night' } });
    expect(versions.body.versions.map(({ version }: { version: string }) => version)).toEqual(['2', '1']);
    const old = await ask('GET /sla/calendars/{name}/versions/{version}', { params: { name: 'night', version: '1' } });
    expect(old.body).toMatchObject({
      name: 'night',
      version: '1',
      why: 'because',
      calendar: { zone: 'Europe/Berlin' },
    });
    const shipped = { params: { name: 'business', version: 'calendar-1' } };
    expect((await ask('GET /sla/calendars/{name}/versions/{version}', shipped)).body.calendar).toEqual(CALENDAR);
    const both = await ask('GET /sla/calendars');
    expect(both.body.calendars.map(({ name }: { name: string }) => name)).toEqual(['business', 'night']);
  });

  it('shows the public holidays of its regions beside its own', async () => {
    const { ask } = desk();
    const holidays = [{ date: '2026-12-25', name: 'Closed' }];
    const { body } = await put(ask, 'south', { ...berlin, holidays, regions: [{ country: 'DE', region: 'BY' }] });
    expect(body.publicHolidays).toEqual([{ date: '2026-01-06', name: 'Heilige Drei Könige' }]);
    expect(body.calendar.holidays).toEqual(holidays);
    expect(body.holidaysUntil).toMatch(/^\d{4}-12-31$/);
  });

  it('nobody finds what is not there', async () => {
    const { ask } = desk();
    expect((await read(ask, 'night')).status).toBe(404);
    expect((await ask('GET /sla/calendars/{name}/versions', { params: { name: 'night' } })).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['an unknown zone', { zone: 'Europe/Atlantis' }, '/calendar/zone'],
    ['a bare offset', { zone: '+02:00' }, '/calendar/zone'],
    [
      'a time of no clock',
      { weekly: { ...CALENDAR.weekly, mon: [{ from: '9:00', to: '25:00' }] } },
      '/calendar/weekly/mon/0/from',
    ],
    ['a day that is not', { holidays: [{ date: '2026-02-30', name: '' }] }, '/calendar/holidays/0/date'],
    ['a misspelt field', { exeptions: [] }, '/calendar/exeptions'],
  ])('refuses the shape of %s', async (_, over, pointer) => {
    const { ask } = desk();
    const { status, body } = await put(ask, 'team', { ...CALENDAR, ...over });
    expect(status).toBe(400);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('says in words what form a time has', async () => {
    const { ask } = desk();
    const weekly = { ...CALENDAR.weekly, mon: [{ from: '24:00', to: '25:00' }] };
    const { body } = await put(ask, 'team', { ...CALENDAR, weekly });
    expect(body.errors.map(({ mend }: { mend: string }) => mend)).toEqual([
      'Send a local time from 00:00 to 23:59.',
      'Send a local time from 00:00 to 24:00.',
    ]);
  });

  it('refuses what has no sense, and names what another calendar has', async () => {
    const { ask } = desk();
    await put(ask, 'night', { ...berlin, teams: ['returns'] });
    const overlap = [
      { from: '09:00', to: '13:00' },
      { from: '12:00', to: '17:00' },
    ];
    const regions = [{ country: 'FR' }];
    const draft = { ...berlin, weekly: { ...berlin.weekly, mon: overlap }, regions, teams: ['returns'] };
    const { status, body } = await put(ask, 'day', draft);
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/calendar/weekly/mon/1',
      '/calendar/regions/0',
      '/calendar/teams/0',
    ]);
    expect(body.errors[1].mend).toContain('npm run holidays');
  });

  it.each(['Night', 'round_the_clock', '-night'])('refuses the name %s', async (name) => {
    const { ask } = desk();
    const { status, body } = await put(ask, name, berlin);
    expect([status, body.errors[0]]).toMatchObject([400, { in: 'path', pointer: '/name' }]);
  });

  it('can be named by a policy once it is there', async () => {
    const { ask } = desk();
    const target = { minutes: 60, calendar: 'night', warn: [], pauseOn: [] };
    const policy = { ...POLICY, rules: [{ when: {}, targets: { firstResponse: target } }] };
    const asked = { as: '[admin]', headers: ifMatch(0), body: { policy } };
    expect((await ask('PUT /sla/policy', asked)).status).toBe(422);
    await put(ask, 'night', berlin);
    expect((await ask('PUT /sla/policy', asked)).status).toBe(200);
  });
});
