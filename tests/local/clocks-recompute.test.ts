import { describe, expect, it } from 'vitest';
import { look } from '#domain/sweep.ts';
import { type RecomputeOptions, recomputeClocks } from '#local/clocks/recompute.ts';
import { parseRecomputeOptions } from '#local/clocks/recompute-command.ts';
import { differenceLines, recomputeSummary, summaryLine } from '#local/clocks/recompute-report.ts';
import { UsageError } from '#local/command-line.ts';
import { CALENDAR, type Desk, desk, hear, ifMatch, messageFrom, POLICY } from '#tests/functions/agent-api/desk.ts';

/** A calendar that was wrong, and is mended when the tickets are long resolved. 2026-03-02 is a Monday. */

const FROM = '2026-03-01T00:00:00.000Z';
const promise = (minutes: number) => {
  const target = { minutes, calendar: 'business', warn: [], pauseOn: [] };
  return { ...POLICY, rules: [{ when: {}, targets: { firstResponse: target } }] };
};

const putPolicy = (made: Desk, version: number, minutes: number) =>
  made.ask('PUT /sla/policy', { as: '[admin]', headers: ifMatch(version), body: { policy: promise(minutes) } });

const putCalendar = (made: Desk, version: number, given: object) =>
  made.ask('PUT /sla/calendars/{name}', {
    as: '[admin]',
    params: { name: 'business' },
    headers: ifMatch(version),
    body: { calendar: { ...CALENDAR, ...given } },
  });

/** A ticket whose customer wrote and whose answer came, its breach told in between when there was one. */
async function answered(made: Desk, id: string, [asked, answer]: readonly [string, string]): Promise<void> {
  made.setNow(asked);
  await hear(made, messageFrom({ id: `${id}-in`, threadKeys: [id], sentAt: asked, receivedAt: asked }), id);
  made.setNow(answer);
  await made.table.tickets.change(id, (ticket, _, book) => look(ticket, answer, book));
  const out = { id: `${id}-out`, threadKeys: [id], direction: 'out', sentAt: answer, receivedAt: answer } as const;
  await hear(made, messageFrom(out), id);
}

/** Four working hours were promised, on a calendar that knew of no holiday and no Saturday. */
async function story(): Promise<Desk> {
  const made = desk();
  made.setNow('2026-02-01T00:00:00.000Z');
  await putPolicy(made, 0, 240);
  await answered(made, 'late', ['2026-03-02T09:00:00.000Z', '2026-03-03T10:00:00.000Z']);
  await answered(made, 'early', ['2026-03-06T16:00:00.000Z', '2026-03-09T09:30:00.000Z']);
  await answered(made, 'right', ['2026-03-04T09:00:00.000Z', '2026-03-04T10:00:00.000Z']);
  const waiting = '2026-03-10T15:00:00.000Z';
  made.setNow(waiting);
  await hear(made, messageFrom({ id: 'w-in', threadKeys: ['w'], sentAt: waiting, receivedAt: waiting }), 'waiting');
  return made;
}

/** Monday was a holiday, Saturday was worked, and so will Wednesday be a holiday. */
const MENDED = {
  holidays: [
    { date: '2026-03-02', name: 'Closed' },
    { date: '2026-03-11', name: 'Closed' },
  ],
  weekly: { ...CALENDAR.weekly, sat: [{ from: '09:00', to: '17:00' }] },
};

const run = (made: Desk, given: Partial<RecomputeOptions> = {}) =>
  recomputeClocks({ ...made.table, clock: made.ports.clock }, { from: FROM, dryRun: false, ...given });

const EXPECTED = {
  early: ['early  firstResponse of episode 1, cycle 1: met -> breached'],
  late: ['late  firstResponse of episode 1, cycle 1: breached -> met'],
  waiting: ['waiting  firstResponse: 2026-03-11T11:00:00.000Z -> 2026-03-12T11:00:00.000Z (due_later)'],
};

describe('recomputing clocks after a calendar was mended', () => {
  it('finds the breaches that were none and the reverse, and the clocks that go on, and writes none of it in a dry run', async () => {
    const made = await story();
    await putCalendar(made, 0, MENDED);
    const before = JSON.stringify([...made.table.items]);
    const result = await run(made, { dryRun: true });
    const lines = Object.fromEntries(result.differences.map((each) => [each.ticketId, differenceLines(each)]));
    expect(lines).toEqual(EXPECTED);
    const summary = recomputeSummary(result, true);
    const counts = { looked: 4, changed: 3, breachesThatWereNone: 1, breachesNotTold: 1, moved: 1 };
    expect(summary).toEqual({ ...counts, dryRun: true });
    expect(summaryLine(summary)).toContain('4 tickets looked at, 3 would change');
    expect(JSON.stringify([...made.table.items])).toBe(before);
  });

  it('writes what the dry run said, as entries that say why, and finds nothing the next time', async () => {
    const made = await story();
    await putCalendar(made, 0, MENDED);
    const foreseen = await run(made, { dryRun: true });
    expect(await run(made)).toEqual(foreseen);
    const last = (await made.table.tickets.history('late')).at(-1);
    expect(last).toMatchObject({
      deed: {
        type: 'recomputed',
        corrections: [{ clock: 'firstResponse', episode: 1, cycle: 1, was: 'breached', is: 'met' }],
      },
      why: `Clocks recomputed from ${FROM} on.`,
    });
    const { body } = await made.ask('GET /tickets/{ticketId}/clocks', { params: { ticketId: 'late' } });
    expect(body.clocks[0].corrections).toEqual([expect.objectContaining({ was: 'breached', is: 'met' })]);
    expect((await made.table.tickets.get('waiting'))?.clocks.firstResponse?.dueAt).toBe('2026-03-12T11:00:00.000Z');
    expect((await run(made)).differences).toEqual([]);
  });

  it('corrects back what a second mending shows to have been right', async () => {
    const made = await story();
    await putCalendar(made, 0, MENDED);
    await run(made);
    await putCalendar(made, 1, {});
    const { differences } = await run(made);
    expect(
      differences.flatMap(({ corrections }) => corrections.map(({ was, is }) => `${was} -> ${is}`)).toSorted(),
    ).toEqual(['breached -> met', 'met -> breached']);
  });

  it('a policy that is another now changes nothing of what was promised then', async () => {
    const made = await story();
    await putPolicy(made, 1, 5);
    const { differences } = await run(made, { dryRun: true });
    expect(differences.flatMap(({ corrections }) => corrections)).toEqual([]);
  });

  it('leaves tickets alone that nothing has happened to since', async () => {
    const made = await story();
    await putCalendar(made, 0, MENDED);
    const { looked, differences } = await run(made, { from: '2026-03-09T00:00:00.000Z', dryRun: true });
    expect(looked).toBe(2);
    expect(differences.map(({ ticketId }) => ticketId).toSorted()).toEqual(['early', 'waiting']);
  });
});

describe('npm run clocks -- recompute', () => {
  it('takes a day or an instant, and a table here or deployed', () => {
    const common = { name: 'recompute', dryRun: false, json: false };
    expect(parseRecomputeOptions(['--from', '2026-12-24', '--target', 'staging'])).toEqual({
      ...common,
      from: '2026-12-24T00:00:00.000Z',
      source: { kind: 'outputs', file: 'outputs.json', stage: 'staging' },
    });
    const here = ['--endpoint', 'http://127.0.0.1:8000', '--table', 'T', '--dry-run', '--json'];
    expect(parseRecomputeOptions(['--from', '2026-12-24T10:00:00Z', ...here])).toEqual({
      name: 'recompute',
      from: '2026-12-24T10:00:00.000Z',
      source: { kind: 'endpoint', url: 'http://127.0.0.1:8000', table: 'T' },
      dryRun: true,
      json: true,
    });
    expect(parseRecomputeOptions(['--help'])).toBe('help');
  });

  it.each([
    [[]],
    [['--from', 'yesterday']],
    [['--from', '2026-13-40']],
    [['--from', '2026-02-30', '--target', 'staging']],
    [['--from', '2026-02-30T10:00Z', '--target', 'staging']],
    [['--from', '2026-12-24', '--endpoint', 'nowhere']],
    [['--from', '2026-12-24', '--endpoint', 'http://x', '--target', 'staging']],
    [['--from', '2026-12-24', '--table', 'T']],
    [['--from', '2026-12-24', '--since', 'x']],
  ])('refuses %j', (args) => {
    expect(() => parseRecomputeOptions(args)).toThrow(UsageError);
  });
});
