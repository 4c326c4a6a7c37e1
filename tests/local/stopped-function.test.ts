import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Clock } from '#local/clock.ts';
import { invokeAsync } from '#local/lambda/async-invocation.ts';
import { LocalFunction } from '#local/lambda/local-function.ts';

/** A function of which every event is at work until its environment is killed. */
const directory = mkdtempSync(join(tmpdir(), 'earshot-stopped-'));
const module = join(directory, 'handler');
writeFileSync(`${module}.cjs`, "exports.handler = () => { console.log('at work'); return new Promise(() => {}); };\n");

afterAll(() => rmSync(directory, { recursive: true }));

function started(): { made: LocalFunction; atWork: Promise<void> } {
  const { promise: atWork, resolve } = Promise.withResolvers<void>();
  const made = new LocalFunction({
    logicalId: 'Sweep',
    label: 'sweep',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:sweep',
    environment: { module, exportName: 'handler', variables: {}, memoryMb: 64, timeoutMs: 20_000 },
    maxEnvironments: 1,
    clock: new Clock(),
    log: ({ text }) => text === 'at work' && resolve(),
  });
  return { made, atWork };
}

const OVER = { status: 'error', cause: 'stopped' };

test('a run that is over starts no environment, be it for what is late, waits for its turn, or is tried again', async () => {
  const { made, atWork } = started();
  const parked: string[] = [];
  const swept = invokeAsync(made, { event: '{}', timeoutScale: 0.0001, onFailure: (event) => parked.push(event) });
  await atWork;
  const waiting = made.invoke('{}');
  made.stop();
  expect(await waiting).toMatchObject(OVER);
  expect(await made.invoke('{}')).toMatchObject(OVER);
  await swept;
  expect(parked).toEqual([]);
  expect(made.state()).toMatchObject({ coldStarts: 1, environments: 0, busy: 0, waiting: 0, invocations: 1 });
});
