import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { PermanentError, TransientError } from '#domain/errors.ts';
import { oneByOne, wholeBatch } from '#functions/shell/batch.ts';
import type { Facts, Log } from '#functions/shell/log.ts';

/** A batch of these bodies, each under its place as its id. */
const batch = (...bodies: string[]) =>
  ({ Records: bodies.map((body, place) => ({ messageId: `r-${place}`, body })) }) as unknown as SQSEvent;

const failures = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('a whole batch', () => {
  it('is handed over at once, and what the story names comes again', async () => {
    const seen: unknown[] = [];
    const handle = wholeBatch(async (records) => {
      seen.push(records);
      return ['r-1'];
    });
    await expect(handle(batch('a', 'b'))).resolves.toEqual(failures('r-1'));
    expect(seen).toEqual([
      [
        { id: 'r-0', body: 'a' },
        { id: 'r-1', body: 'b' },
      ],
    ]);
  });

  it('that is done leaves nothing to come again', async () => {
    await expect(wholeBatch(async () => [])(batch('a'))).resolves.toEqual(failures());
  });

  it('fails as a whole when the story throws: the queue keeps every record', async () => {
    await expect(wholeBatch(() => Promise.reject(new Error('down')))(batch('a'))).rejects.toThrow('down');
  });
});

describe('a record that fails', () => {
  it('is named in the log by its ids too', async () => {
    const lines: unknown[] = [];
    const note = (message: string, facts?: Facts) => void lines.push([message, facts]);
    const work = () => Promise.reject(new PermanentError('hopeless'));
    const idsIn = (body: string) => ({ replyId: `reply-${body}` });
    const log: Log = { info: note, warn: note, error: note };
    await oneByOne({ work, park: async () => {}, idsIn, log })(batch('a'));
    const facts = { recordId: 'r-0', replyId: 'reply-a', fault: 'PermanentError', reason: 'hopeless' };
    expect(lines).toEqual([['record failed', facts]]);
  });
});

describe('record by record', () => {
  const isParked: [string, string][] = [];
  const lines: [string, Facts | undefined][] = [];
  const note = (message: string, facts?: Facts) => void lines.push([message, facts]);
  const log: Log = { info: note, warn: note, error: note };

  function start(outcomes: Readonly<Record<string, Error>>, parkFails = false) {
    isParked.length = 0;
    lines.length = 0;
    return oneByOne({
      work: async (body) => {
        if (outcomes[body]) throw outcomes[body];
      },
      park: async (body, reason) => {
        if (parkFails) throw new TransientError('down');
        isParked.push([body, reason]);
      },
      log,
    });
  }

  it('one that fails comes again, alone', async () => {
    const handle = start({ b: new TransientError('busy') });
    await expect(handle(batch('a', 'b', 'c'))).resolves.toEqual(failures('r-1'));
    expect(isParked).toEqual([]);
  });

  it('one that no retry can mend is parked with its reason, and does not come again', async () => {
    const handle = start({ b: new PermanentError('reply_unknown') });
    await expect(handle(batch('a', 'b', 'c'))).resolves.toEqual(failures());
    expect(isParked).toEqual([['b', 'reply_unknown']]);
  });

  it('one that cannot be parked comes again: it is not lost', async () => {
    const handle = start({ b: new PermanentError('reply_unknown') }, true);
    await expect(handle(batch('a', 'b'))).resolves.toEqual(failures('r-1'));
  });

  it('what is logged of a failure is its kind and id, never its words', async () => {
    await start({ 'my words': new Error('my words') })(batch('my words'));
    expect(lines).toEqual([['record failed', expect.objectContaining({ recordId: 'r-0', fault: 'Error' })]]);
    expect(JSON.stringify(lines)).not.toContain('my words');
  });
});
