import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalApp } from '#tests/support/local-app-stack.ts';

let data: string;

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'local-data-'));
});

afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('data on disk', () => {
  it('outlives the run: table, parked messages, generated secrets, and how far the stream was read', async () => {
    const first = await startLocalApp(data);
    await first.wishes({ id: 'kept' }, { id: 'parked', wish: 'fail' });
    await first.stack.idle();
    expect(first.stack.queued(first.stack.outputs['ParkedUrl'] ?? '')).toHaveLength(1);
    await first.stop();

    const second = await startLocalApp(data);
    try {
      await second.stack.idle();
      expect(await second.storedIds()).toEqual(['kept']);
      expect(second.stack.queued(second.stack.outputs['ParkedUrl'] ?? '')).toHaveLength(1);
      expect(second.stack.archive()).toEqual([]);
      await second.wishes({ id: 'added', urgent: true }, { id: 'again', wish: 'fail-once' });
      await second.stack.idle();
      expect(await second.storedIds()).toEqual(['added', 'again', 'kept']);
      expect(
        second.stack
          .archive()
          .map(({ event }) => (event.detail as { id: string }).id)
          .toSorted(),
      ).toEqual(['message#added', 'message#again']);
      expect(second.stack.notifications()).toHaveLength(1);
    } finally {
      await second.stop();
    }
  });
});

describe('an end by kill -9', () => {
  it('leaves no process behind', async () => {
    const script = `
      import { startLocalApp } from '#tests/support/local-app-stack.ts';
      const app = await startLocalApp();
      await app.wishes({ id: 'one', wish: 'hang' });
      console.log('up');
      await new Promise(() => setInterval(() => {}, 1000));`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) if (line === 'up') break;
    const family = descendants(child.pid ?? 0);
    expect(family.length).toBeGreaterThan(2);
    child.kill('SIGKILL');
    await expect.poll(() => family.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  });
});

function descendants(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const children = rows.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
