import { describe, expect, it } from 'vitest';
import { DEFAULT_SLA_POLICY } from '#domain/policy/default-policy.ts';
import { desk, ifMatch, NOW, POLICY } from './desk.ts';

const put = (policy: unknown, version: number, why?: string) => ({
  as: '[admin]',
  headers: ifMatch(version),
  body: { policy, ...(why && { why }) },
});
const target = { minutes: 60, calendar: 'business', warn: [], pauseOn: [] };
const ruled = (rules: unknown[]) => ({ ...POLICY, rules });
const withTarget = (over: object) => ruled([{ when: {}, targets: { firstResponse: { ...target, ...over } } }]);

describe('the SLA policy', () => {
  it('is the one that ships until somebody puts another, and keeps every version with who, when and why', async () => {
    const { ask } = desk();
    const shipped = await ask('GET /sla/policy');
    expect(shipped).toMatchObject({ status: 200, body: { version: 'sla-2', policy: POLICY } });
    expect(shipped.headers['etag']).toBe('"0"');
    const edited = { ...POLICY, closeAfterDays: 3 };
    const first = await ask('PUT /sla/policy', put(edited, 0, 'Shorter.'));
    expect(first).toMatchObject({ status: 200, body: { version: '1', policy: { closeAfterDays: 3 } } });
    expect(first.headers['etag']).toBe('"1"');
    await ask('PUT /sla/policy', put({ ...POLICY, closeAfterDays: 4 }, 1));
    expect((await ask('GET /sla/policy')).body.policy.closeAfterDays).toBe(4);
    expect((await ask('GET /sla/policies')).body.versions).toEqual([
      { version: '2', by: { kind: 'agent', id: 'agent-1' }, at: NOW },
      { version: '1', by: { kind: 'agent', id: 'agent-1' }, at: NOW, why: 'Shorter.' },
      { version: 'sla-2' },
    ]);
  });

  it('any version can be read again, the one that ships by its name', async () => {
    const { ask } = desk();
    await ask('PUT /sla/policy', put({ ...POLICY, closeAfterDays: 3 }, 0));
    const read = (version: string) => ask('GET /sla/policies/{version}', { params: { version } });
    expect((await read('1')).body.policy.closeAfterDays).toBe(3);
    expect((await read(DEFAULT_SLA_POLICY.version)).body.policy).toEqual(POLICY);
    expect((await read('2')).status).toBe(404);
    expect((await read('nothing')).status).toBe(404);
  });

  it('an edit of what is no longer in force is refused', async () => {
    const { ask } = desk();
    await ask('PUT /sla/policy', put({ ...POLICY, closeAfterDays: 3 }, 0));
    const late = await ask('PUT /sla/policy', put({ ...POLICY, closeAfterDays: 5 }, 0));
    expect([late.status, late.body.type]).toEqual([412, 'urn:earshot:problem:stale-version']);
    expect((await ask('PUT /sla/policy', put(POLICY, 9))).status).toBe(412);
    expect((await ask('GET /sla/policy')).body.policy.closeAfterDays).toBe(3);
  });

  it('the same request again, and the same policy again, make no version', async () => {
    const { ask } = desk();
    const shipped = await ask('PUT /sla/policy', put(POLICY, 0, 'As it is.'));
    expect([shipped.status, shipped.headers['etag'], shipped.body.version]).toEqual([200, '"0"', 'sla-2']);
    const edited = { ...POLICY, closeAfterDays: 3 };
    await ask('PUT /sla/policy', put(edited, 0, 'Shorter.'));
    expect(await ask('PUT /sla/policy', put(edited, 0, 'Shorter.'))).toMatchObject({
      status: 200,
      body: { version: '1' },
    });
    expect(await ask('PUT /sla/policy', put(edited, 1, 'Again.'))).toMatchObject({
      status: 200,
      body: { version: '1' },
    });
    expect((await ask('PUT /sla/policy', { ...put(edited, 0, 'Other.') })).status).toBe(412);
  });

  it.each<[string, unknown, string]>([
    ['a target of no minutes', withTarget({ minutes: 0 }), '/policy/rules/0/targets/firstResponse/minutes'],
    ['a misspelt field', withTarget({ pausesOn: ['pending'] }), '/policy/rules/0/targets/firstResponse/pausesOn'],
    ['an unknown clock', ruled([{ when: {}, targets: { firstAnswer: target } }]), '/policy/rules/0/targets'],
    ['an unknown condition', ruled([{ when: { mood: ['bad'] }, targets: {} }]), '/policy/rules/0/when/mood'],
  ])('is refused for its shape: %s', async (_, policy, pointer) => {
    const { ask } = desk();
    const { status, body } = await ask('PUT /sla/policy', put(policy, 0));
    expect([status, body.type]).toEqual([400, 'urn:earshot:problem:invalid-request']);
    expect(body.errors[0].pointer).toContain(pointer);
  });

  it.each<[string, object, [string, RegExp][]]>([
    ['a number beyond all numbers, once', { minutes: 1e18 }, [['/minutes', /at most 527040/]]],
    ['a warning of no form', { warn: [{}] }, [['/warn/0', /either a share, such as/]]],
    ['a warning of two forms', { warn: [{ percent: 50, minutesBefore: 5 }] }, [['/warn/0', /or minutes before/]]],
    ['a warning by its form', { warn: [{ percent: 120 }] }, [['/warn/0/percent', /at most 99.9/]]],
  ])('says in words what is wrong with %s', async (_, over, expected) => {
    const { body } = await desk().ask('PUT /sla/policy', put(withTarget(over), 0));
    expect(body.detail).toBe('One mistake in the body: see `errors`.');
    expect(body.errors).toEqual(
      expected.map(([pointer, mend]) => ({
        in: 'body',
        pointer: `/policy/rules/0/targets/firstResponse${pointer}`,
        detail: expect.any(String),
        mend: expect.stringMatching(mend),
      })),
    );
  });

  it('is refused for a platform that is not known, and says which are', async () => {
    const rules = [{ when: { platform: ['twitter'] }, targets: { firstResponse: target } }];
    const { status, body } = await desk().ask('PUT /sla/policy', put(ruled(rules), 0));
    expect([status, body.detail]).toEqual([422, 'One mistake in the document: see `errors`.']);
    expect(body.errors[0]).toMatchObject({ pointer: '/policy/rules/0/when/platform/0' });
    expect(body.errors[0].mend).toContain('trustpilot, whatsapp, x, youtube');
  });

  it('is refused for its sense, with every mistake, where it is and how to mend it', async () => {
    const { ask } = desk();
    const policy = ruled([
      { when: {}, targets: { firstResponse: { ...target, calendar: 'night', warn: [{ minutesBefore: 90 }] } } },
      { when: { priority: ['P1'] }, targets: {} },
    ]);
    const { status, body } = await ask('PUT /sla/policy', put(policy, 0));
    expect([status, body.type]).toEqual([422, 'urn:earshot:problem:document-refused']);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/policy/rules/1',
      '/policy/rules/0/targets/firstResponse/calendar',
      '/policy/rules/0/targets/firstResponse/warn/0/minutesBefore',
    ]);
    for (const error of body.errors) expect(error.mend).toMatch(/\.$/);
    expect((await ask('GET /sla/policy')).headers['etag']).toBe('"0"');
  });

  it('is refused when it is larger than an item of the table', async () => {
    const { ask } = desk();
    const tier = Array.from({ length: 40_000 }, (_, index) => `tier-${index}`);
    const { status, body } = await ask('PUT /sla/policy', put(ruled([{ when: { tier }, targets: {} }]), 0));
    expect([status, body.errors[0].pointer]).toEqual([422, '/policy']);
  });

  it('is written by admins, and by machines with the scope', async () => {
    const { ask } = desk();
    const asked = put({ ...POLICY, closeAfterDays: 3 }, 0);
    for (const as of ['[agent]', '[lead]']) expect((await ask('PUT /sla/policy', { ...asked, as })).status).toBe(403);
    const claims = { sub: 'ci', client_id: 'ci', scope: 'earshot/policies.write' };
    expect((await ask('PUT /sla/policy', { ...asked, claims })).body.by).toEqual({ kind: 'automation', id: 'ci' });
  });
});
