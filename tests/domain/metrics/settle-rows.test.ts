import { describe, expect, it } from 'vitest';
import { dayOf, type MetricsRow } from '#domain/metrics/row.ts';
import { type KeptRow, rowChanges } from '#domain/metrics/settle-rows.ts';
import { atMinute } from '#tests/support/messages.ts';
import { metricsRow } from '#tests/support/metrics.ts';

const kept = (row: MetricsRow): KeptRow => ({ day: dayOf(row), row });
const waiting = metricsRow({ fate: 'waiting', dueAt: atMinute(60), points: { score: 50, reach: 8 } });

describe('what is written of derived rows', () => {
  it('is all of them at first, and nothing when they are told again', () => {
    const row = metricsRow();
    expect(rowChanges([row], [])).toEqual([kept(row)]);
    expect(rowChanges([row], [kept(JSON.parse(JSON.stringify(row)))])).toEqual([]);
  });

  it('is an answer, with the points the question had when it was asked', () => {
    const done = metricsRow({ points: { score: 12, reach: 8 } });
    expect(rowChanges([done], [kept(waiting)])).toEqual([kept({ ...done, points: { score: 50, reach: 8 } })]);
  });

  it('is not what another policy says of a wait that is over', () => {
    const before = metricsRow({ met: true, targetMinutes: 60 });
    expect(rowChanges([{ ...before, met: false, targetMinutes: 5, policyVersion: '2' }], [kept(before)])).toEqual([]);
  });

  it('is a correction of what was told, once, and nothing that another policy says of it afterwards', () => {
    const told = metricsRow({ met: false, dueAt: atMinute(5) });
    const put = metricsRow({ met: true, dueAt: atMinute(60), correctedAt: atMinute(500) });
    expect(rowChanges([put], [kept(told)])).toEqual([kept(put)]);
    expect(rowChanges([put], [kept(put)])).toEqual([]);
    expect(rowChanges([{ ...put, met: false, policyVersion: '2' }], [kept(put)])).toEqual([]);
    const back = metricsRow({ met: false, dueAt: atMinute(5), correctedAt: atMinute(900) });
    expect(rowChanges([back], [kept(put)])).toEqual([kept(back)]);
  });

  it('is what a later policy says of one that is not', () => {
    const moved = { ...waiting, dueAt: atMinute(30), policyVersion: '2' };
    expect(rowChanges([moved], [kept(waiting)])).toEqual([kept(moved)]);
  });

  it('is the judgement by what is known now, when the answer turns out to have come earlier', () => {
    const late = metricsRow({ met: false, doneAt: atMinute(90) });
    const intime = metricsRow({ met: true, doneAt: atMinute(9) });
    expect(rowChanges([intime], [kept(late)])).toEqual([kept(intime)]);
  });

  it('marks as gone what is told no more, or of another day, once', () => {
    const earlier = metricsRow({ startedAt: '2026-03-01T23:59:00.000Z' });
    const before = kept(metricsRow());
    const changes = rowChanges([earlier], [before]);
    expect(changes).toEqual([kept(earlier), { ...before, gone: true }]);
    expect(rowChanges([earlier], changes)).toEqual([]);
    expect(rowChanges([metricsRow()], changes)).toMatchObject([{ day: before.day }, { gone: true }]);
  });
});
