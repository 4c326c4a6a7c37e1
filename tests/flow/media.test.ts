import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ticketDetail } from '#contracts/agent-api-views.ts';
import type { CareStack } from '#local/care/care-stack.ts';
import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import { standardDeletion, standardMessage } from '#platforms/standard/payloads.ts';
import { closeServers, PNG, picture, serve } from '#tests/support/fetching.ts';
import { parkedInbound, postSigned, queuedEverywhere, startFlow } from '#tests/support/flow.ts';
import { objectsOf, tableOf } from '#tests/support/flow-table.ts';

/** What customers attach, from the webhook to a browser and out again, with the real functions. */

let care: CareStack;
let asked = 0;

beforeAll(async () => {
  care = await startFlow();
});

afterAll(() => care?.stop());
afterEach(closeServers);

const said = (id: string, urls: readonly string[]) => {
  const line = {
    account: BRAND_ACCOUNTS.standard,
    customer: { id },
    id,
    text: 'Broken on arrival',
    sentAtMs: care.stack.clock.now(),
  };
  const payload = standardMessage({ ...line, thread: id }) as { data: object };
  return { ...payload, data: { ...payload.data, attachments: urls.map((url) => ({ type: 'image', url })) } };
};

async function send(id: string, payload: unknown): Promise<string> {
  expect(await postSigned(care.stack, 'standard', payload)).toBe(200);
  await care.stack.idle();
  return (await tableOf(care.stack)).liveTickets(id)[0]?.id ?? '';
}

/** The files of the one message of a ticket, as an agent sees them, and its words. */
async function seen(ticketId: string) {
  const token = await care.stack.token('agent', { sub: 'agent-1' });
  const response = await fetch(`${care.stack.outputs['AgentApiUrl']}/tickets/${ticketId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const [message] = ticketDetail.parse(await response.json()).messages;
  return { files: message?.attachments ?? [], text: message?.text };
}

const here = () =>
  serve((request, response) => {
    asked++;
    picture(request, response);
  });

describe('a picture that a customer attached', () => {
  it('is kept, shown by a link, and erased with its message; one at a private address is never asked for', async () => {
    const port = await here();
    const urls = [`http://127.0.0.1:${port}/a.png`, `http://localhost:${port}/b.png`, `https://10.0.0.7/c.png`];
    const ticketId = await send('photographer', said('photographer', urls));

    const { files, text } = await seen(ticketId);
    expect(text).toBe('Broken on arrival');
    expect(files).toMatchObject([
      { state: 'kept', contentType: 'image/png', bytes: PNG.length },
      { state: 'failed', reason: 'scheme_not_allowed' },
      { state: 'failed', reason: 'address_not_public' },
    ]);
    expect(asked).toBe(1);
    const link = files[0]?.url ?? '';
    expect(link).not.toContain(String(port));
    const shown = await fetch(link);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true);
    expect(await objectsOf(care.stack, 'media/')).toHaveLength(1);

    const atMs = care.stack.clock.now();
    const gone = { account: BRAND_ACCOUNTS.standard, customer: { id: 'photographer' }, id: 'photographer', atMs };
    await send('photographer', standardDeletion({ ...gone, thread: 'photographer' }));
    expect(await seen(ticketId)).toEqual({ files: [], text: undefined });
    expect(await objectsOf(care.stack, 'media/')).toEqual([]);
    expect((await fetch(link)).status).toBe(404);
  });

  it('that cannot be had holds up no words and is parked nowhere', async () => {
    const port = await serve((_request, response) => response.writeHead(404).end());
    const ticketId = await send('unlucky', said('unlucky', [`http://127.0.0.1:${port}/gone.png`]));
    const { files, text } = await seen(ticketId);
    expect([files[0]?.state, files[0]?.reason, text]).toEqual(['failed', 'status_404', 'Broken on arrival']);
    expect([parkedInbound(care.stack), queuedEverywhere(care.stack)]).toEqual([[], 0]);
  });
});
