import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { count, observed } from '#functions/shell/observability.ts';

const context = { awsRequestId: 'request-1', functionName: 'bench' } as Context;

describe('an observed handler', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('writes what was counted once an invocation, even when it fails, and nothing when nothing was', async () => {
    const lines: unknown[] = [];
    const write = (line: unknown) => void lines.push(line);
    for (const method of ['log', 'info', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(write);
    await observed(async () => 'quiet')({}, context);
    expect(lines).toEqual([]);
    const counting = observed(async () => {
      count('MessagesStored');
      count('MessagesStored');
      throw new Error('down');
    });
    await expect(counting({}, context)).rejects.toThrow('down');
    expect(lines.map(String).join('\n')).toContain('"MessagesStored"');
  });
});
