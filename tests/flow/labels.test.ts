import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CareStack } from '#local/care/care-stack.ts';
import { labelLines } from '#local/labels/pages.ts';
import { say, startFlow, toldTimes } from '#tests/support/flow.ts';
import { type Desk, deskFor } from '#tests/support/flow-desk.ts';
import { tableOf } from '#tests/support/flow-table.ts';

/** A correction on its way: said by an agent over HTTP, told on the bus, taken out by an admin. */

/** An id as other networks have them; a path of a URL can't hold it as it is. */
const MESSAGE = 'https://social.example/@ada/1?x=100%';
const TEXT = 'Thank you so much for the nine-hour queue, reach me at ada@example.com';

let care: CareStack;
let agent: Desk;
let folder: string;

beforeAll(async () => {
  care = await startFlow();
  agent = await deskFor(care.stack, 'agent', 'agent-1');
  folder = mkdtempSync(join(tmpdir(), 'earshot-labels-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await care?.stop();
});

it('goes all the way', async () => {
  const line = { wording: 'standard.private', customer: 'ada', id: MESSAGE, text: TEXT, thread: 't-1' } as const;
  expect(await say(care.stack, { ...line, sentAtMs: care.stack.clock.now() })).toBe(200);
  await care.stack.idle();
  const [ticket] = (await tableOf(care.stack)).liveTickets('ada');
  const id = ticket?.id ?? '';

  const path = `/tickets/${id}/messages/${encodeURIComponent(encodeURIComponent(MESSAGE))}/labels`;
  const said = { sentiment: 'negative', flags: ['sarcasm'], automationMaySpeak: false };
  const { status, body } = await agent.call(path, { body: { ...said, why: 'nine hours' } });
  expect({ status, inForce: body['inForce'] }).toEqual({ status: 200, inForce: said });
  await care.stack.idle();
  expect(toldTimes(care.stack, id, 'message.relabelled')).toBe(1);
  const { history } = await agent.read(id);
  expect(history.map(({ deed }) => deed.type)).toEqual(['heard', 'labelled']);

  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, await care.stack.token('admin'));
  const lines: string[] = [];
  const endpoint = care.stack.outputs['AgentApiUrl'] ?? '';
  await labelLines({ endpoint, tokenFile, since: '2026-03-01' }, (label) => void lines.push(label));
  expect(lines.map((label) => JSON.parse(label) as object)).toEqual([
    { text: TEXT.replace('ada@example.com', '[e-mail]'), lang: expect.any(String), ...said },
  ]);
});
