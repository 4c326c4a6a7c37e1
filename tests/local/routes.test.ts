import { describe, expect, it } from 'vitest';
import { routeMatcher } from '#local/http/routes.ts';
import { throttle } from '#local/http/throttle.ts';

const keys = [
  'GET /tickets/{id}',
  'GET /tickets/mine',
  'ANY /tickets/{id}',
  'POST /files/{path+}',
  'GET /',
  '$default',
];
const match = routeMatcher(keys.map((key) => ({ key })));
const without = routeMatcher(keys.slice(0, -1).map((key) => ({ key })));

describe('routes', () => {
  it.each([
    ['GET', '/tickets/42', 'GET /tickets/{id}', { id: '42' }],
    ['GET', '/tickets/mine', 'GET /tickets/mine', {}],
    ['DELETE', '/tickets/42', 'ANY /tickets/{id}', { id: '42' }],
    ['POST', '/files/a/b/c', 'POST /files/{path+}', { path: 'a/b/c' }],
    ['GET', '/', 'GET /', {}],
    ['GET', '/tickets/42/more', '$default', {}],
    ['POST', '/files/', '$default', {}],
    ['GET', '/tickets/', '$default', {}],
  ])('%s %s is %s', (method, path, key, parameters) => {
    expect(match(method, path)).toEqual({ route: { key }, parameters });
  });

  it('finds nothing where there is no default', () => {
    expect(without('GET', '/nowhere')).toBeUndefined();
  });
});

describe('throttling', () => {
  it('lets a burst pass, then as many as the rate refills', () => {
    let now = 0;
    const mayPass = throttle({ rate: 2, burst: 3 }, () => now);
    const passing = (): number => [1, 2, 3, 4].filter(() => mayPass()).length;
    expect(passing()).toBe(3);
    now = 1_000;
    expect(passing()).toBe(2);
    now = 60_000;
    expect(passing()).toBe(3);
  });
});
