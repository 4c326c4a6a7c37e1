import { describe, expect, it } from 'vitest';
import { DEFAULT_PRIORITY_POLICY } from '#domain/priority/default-policy.ts';
import { desk, hear, ifMatch, messageFrom, NOW, PRIORITY_POLICY, TICKET } from './desk.ts';

const PUT = 'PUT /priority/policy';
const put = (policy: unknown, version: number, why?: string) => ({
  as: '[admin]',
  headers: ifMatch(version),
  body: { policy, ...(why && { why }) },
});
const { thresholds, waiting, tiers } = PRIORITY_POLICY;
const stricter = { ...PRIORITY_POLICY, thresholds: { ...thresholds, P3: 2 } };

describe('the priority policy', () => {
  it('is the one that ships until somebody puts another, and keeps every version with who, when and why', async () => {
    const { ask } = desk();
    const shipped = await ask('GET /priority/policy');
    expect(shipped).toMatchObject({ status: 200, body: { version: 'priority-2', policy: PRIORITY_POLICY } });
    expect(shipped.headers['etag']).toBe('"0"');
    const first = await ask(PUT, put(stricter, 0, 'More for the patient.'));
    expect(first).toMatchObject({ status: 200, body: { version: '1', policy: { thresholds: { P3: 2 } } } });
    expect(first.headers['etag']).toBe('"1"');
    await ask(PUT, put({ ...PRIORITY_POLICY, tiers: { ...tiers, gold: 9 } }, 1));
    expect((await ask('GET /priority/policy')).body.policy.tiers.gold).toBe(9);
    expect((await ask('GET /priority/policies')).body.versions).toEqual([
      { version: '2', by: { kind: 'agent', id: 'agent-1' }, at: NOW },
      { version: '1', by: { kind: 'agent', id: 'agent-1' }, at: NOW, why: 'More for the patient.' },
      { version: 'priority-2' },
    ]);
  });

  it('any version can be read again, the one that ships by its name', async () => {
    const { ask } = desk();
    await ask(PUT, put(stricter, 0));
    const read = (version: string) => ask('GET /priority/policies/{version}', { params: { version } });
    expect((await read('1')).body.policy.thresholds.P3).toBe(2);
    expect((await read(DEFAULT_PRIORITY_POLICY.version)).body.policy).toEqual(PRIORITY_POLICY);
    for (const version of ['2', '0', '01', 'nothing']) expect((await read(version)).status).toBe(404);
  });

  it('the same request again, and the same policy again, make no version, whatever the order of their fields', async () => {
    const { ask } = desk();
    const upsideDown = (policy: object) => Object.fromEntries(Object.entries(policy).toReversed());
    const shipped = await ask(PUT, put(upsideDown(PRIORITY_POLICY), 0));
    expect([shipped.status, shipped.headers['etag'], shipped.body.version]).toEqual([200, '"0"', 'priority-2']);
    await ask(PUT, put(stricter, 0, 'More for the patient.'));
    const turned = upsideDown({ ...stricter, tiers: upsideDown(tiers) });
    for (const [version, why] of [
      [0, 'More for the patient.'],
      [1, 'Again.'],
    ] as const) {
      expect(await ask(PUT, put(turned, version, why))).toMatchObject({ status: 200, body: { version: '1' } });
    }
    expect((await ask(PUT, put(turned, 0, 'Another reason.'))).status).toBe(412);
  });

  it('an edit of what is no longer in force is refused', async () => {
    const { ask } = desk();
    await ask(PUT, put(stricter, 0));
    const late = await ask(PUT, put({ ...stricter, unsureShare: 1 }, 0));
    expect([late.status, late.body.type]).toEqual([412, 'urn:earshot:problem:stale-version']);
    expect((await ask('GET /priority/policy')).body.policy.unsureShare).toBe(0.5);
  });

  it.each<[string, unknown, string]>([
    ['a missing weight', { ...PRIORITY_POLICY, urgency: { low: 0 } }, '/policy/urgency/normal'],
    [
      'a weight below zero',
      { ...PRIORITY_POLICY, sentiment: { ...PRIORITY_POLICY.sentiment, neutral: -1 } },
      '/policy/sentiment/neutral',
    ],
    ['a tier that is no name', { ...PRIORITY_POLICY, tiers: { 'V I P': 3 } }, '/policy/tiers/V I P'],
    ['a misspelt field', { ...PRIORITY_POLICY, treshold: 1 }, '/policy/treshold'],
  ])('is refused for its shape: %s', async (_, policy, pointer) => {
    const { ask } = desk();
    const { status, body } = await ask(PUT, put(policy, 0));
    expect([status, body.type]).toEqual([400, 'urn:earshot:problem:invalid-request']);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('is refused for its sense, with every mistake, where it is and how to mend it', async () => {
    const { ask } = desk();
    const patient = { ...waiting, steps: [{ afterMinutes: 60, points: 5 }] };
    const policy = { ...PRIORITY_POLICY, waiting: patient, thresholds: { P1: 20, P2: 40, P3: 60 } };
    const { status, body } = await ask(PUT, put(policy, 0));
    expect([status, body.type]).toEqual([422, 'urn:earshot:problem:document-refused']);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/policy/thresholds',
      '/policy/waiting/steps',
    ]);
    for (const error of body.errors) expect(error.mend).toMatch(/\.$/);
    expect((await ask('GET /priority/policy')).headers['etag']).toBe('"0"');
  });

  it('judges what comes after it, and what came before at its next change', async () => {
    const made = desk();
    const kept = async () => (await made.table.tickets.get(TICKET))?.assessment;
    await hear(made, messageFrom());
    expect(await kept()).toMatchObject({ priority: 'P4', score: 8, policyVersion: 'priority-2' });
    await made.ask(PUT, put(stricter, 0));
    expect(await kept()).toMatchObject({ policyVersion: 'priority-2' });
    await hear(made, messageFrom({ id: 'message-2' }));
    expect(await kept()).toMatchObject({ priority: 'P3', score: 11, policyVersion: '1' });
  });

  it('is written by admins, and by machines with the scope', async () => {
    const { ask } = desk();
    const asked = put(stricter, 0);
    for (const as of ['[agent]', '[lead]']) expect((await ask(PUT, { ...asked, as })).status).toBe(403);
    const claims = { sub: 'ci', client_id: 'ci', scope: 'earshot/policies.write' };
    expect((await ask(PUT, { ...asked, claims })).body.by).toEqual({ kind: 'automation', id: 'ci' });
  });
});
