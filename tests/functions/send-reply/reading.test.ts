import { describe, expect, it } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import { idsIn, readEnvelope } from '#functions/send-reply/envelope.ts';
import type { Facts } from '#functions/shell/log.ts';
import { envelope, onX, outbox, status } from './outbox.ts';

describe('the outbound queue', () => {
  it('holds events of the bus, with fields of EventBridge’s own', () => {
    expect(readEnvelope(JSON.stringify({ ...envelope, source: 'earshot', account: '1' })).detail).toEqual(
      envelope.detail,
    );
  });

  it.each(['', 'not json', '{}', JSON.stringify({ ...envelope, 'detail-type': 'reply.sent' }), 'null'])(
    'parks what is no such event: %j',
    (body) => {
      expect(() => readEnvelope(body)).toThrow(PermanentError);
    },
  );
});

describe('the ids for the log', () => {
  it('are those of ticket and reply, and none of what cannot be read', () => {
    const { ticketId, replyId } = envelope.detail.data;
    expect(idsIn(JSON.stringify(envelope))).toEqual({ ticketId, replyId });
    expect(idsIn('not json')).toEqual({});
  });
});

describe('the log', () => {
  it.each([
    [500, 'doubtful', 'reply not sent'],
    [429, 'queued', 'reply not sent yet'],
  ])('names ticket, reply and platform when X answers %d', async (code, state, message) => {
    const box = await outbox(onX);
    const lines: unknown[] = [];
    const note = (message: string, facts?: Facts) => void lines.push([message, facts]);
    box.api.answers(() => status(code));
    await box.deliver({ log: { info: note, warn: note, error: note } }).catch(() => undefined);
    expect(lines).toEqual([[message, { ...envelope.detail.data, platform: 'x', state }]]);
  });
});
