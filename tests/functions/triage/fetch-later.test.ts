import { describe, expect, it } from 'vitest';
import { MAX_CHUNK_BYTES } from '#contracts/inbound.ts';
import { pollWork } from '#contracts/poll-work.ts';
import { fetchLater } from '#functions/triage/fetch-later.ts';
import type { Arrival } from '#functions/triage/open-record.ts';
import { NOON } from '#tests/support/messages.ts';

const arrival = (payload: unknown): Arrival => ({
  recordId: 'record-1',
  platform: 'standard',
  receivedAt: NOON,
  deliveryId: 'delivery-1',
  event: { account: 'standard:shop', id: 'event-1', payload },
});

async function handed(given: Arrival): Promise<string[]> {
  const bodies: string[] = [];
  await fetchLater({ fetchLater: async (more) => void bodies.push(...more) }, given);
  return bodies;
}

describe('an event that only names a thing', () => {
  it('goes whole to whoever fetches it', async () => {
    const payload = { review: 'accounts/1/reviews/2', note: '📦\uffff' };
    const [body = ''] = await handed(arrival(payload));
    const { recordId: _record, ...facts } = arrival(payload);
    expect(pollWork.parse(JSON.parse(body))).toEqual({ version: 1, kind: 'reference', ...facts });
    expect(body).toMatch(/^[\u0020-\u007e]*$/);
  });

  it('is parked when no queue takes it', async () => {
    await expect(handed(arrival('a'.repeat(MAX_CHUNK_BYTES)))).rejects.toMatchObject({ reason: 'reference_too_large' });
  });
});
