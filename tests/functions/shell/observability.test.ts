import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';

const context = { awsRequestId: 'request-1', functionName: 'triage' } as Context;

/** A handler's wrapping as a Lambda loads it, with all that it writes. */
async function loaded() {
  // Makes Powertools write to the console that a test can listen to, and not to one of its own.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Earshot/test');
  const lines: string[] = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, method).mockImplementation((line) => void lines.push(String(line)));
  return { lines, ...(await import('#functions/shell/observability.ts')) };
}

describe('an observed handler', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('writes what was counted once an invocation, even of one that fails, and nothing when nothing was', async () => {
    const { lines, count, observed } = await loaded();
    await observed(async () => 'quiet')({}, context);
    expect(lines).toEqual([]);
    const failing = observed(async () => {
      count('MessagesStored');
      count('MessagesStored');
      throw new Error('down');
    });
    await expect(failing({}, context)).rejects.toThrow('down');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ MessagesStored: [1, 1] }]);
  });
});
