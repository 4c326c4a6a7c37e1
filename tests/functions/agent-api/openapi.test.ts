import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { agentRoutes } from '#contracts/agent-api.ts';
import { buildOpenApi, openApiText } from '#contracts/openapi/build.ts';

interface Document {
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, { $ref?: string }> }>>;
  readonly components: Record<string, Record<string, unknown>>;
}

const document = buildOpenApi() as Document;
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('openapi.json', () => {
  it('is what the route table says (npm run docs writes it)', async () => {
    const file = new URL('../../../openapi.json', import.meta.url);
    expect(await readFile(file, 'utf8')).toBe(openApiText());
  });

  it('has every row of the table and no other operation', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      agentRoutes.map(({ operationId }) => operationId).sort(),
    );
  });

  it('every operation names its success and its problems', () => {
    for (const { operationId, responses } of operations) {
      const row = agentRoutes.find((route) => route.operationId === operationId);
      expect(Object.keys(responses)).toEqual(
        expect.arrayContaining([String(row?.success), '401', '403', '500', '503']),
      );
      expect(Object.keys(responses).includes('428')).toBe(row?.versioned);
    }
  });

  it('every reference leads somewhere', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(50);
    for (const [, kind = '', name = ''] of refs) expect(document.components[kind]).toHaveProperty(name);
  });
});
