import { describe, expect, it } from 'vitest';
import { violationsOf } from './checker.ts';
import { lineOf } from './violation.ts';

/** Each rule fails on a small bad file, and lets its good counterpart pass. */

const rulesOf = (path: string, text: string) => violationsOf(path, text).map(({ rule }) => rule);
const rows = (count: number, row: string) => Array.from({ length: count }, () => row).join('\n');

const STORY = 'functions/triage/triage.ts';
const HANDLER = 'functions/triage/handler.ts';
const DOMAIN = 'lib/domain/ticket.ts';

describe('imports', () => {
  it.each([
    ['the domain of AWS', DOMAIN, "import '@aws-sdk/client-sqs';", 'imports-of-domain'],
    ['the domain of contracts', DOMAIN, "import type { A } from '#contracts/events.ts';", 'imports-of-domain'],
    ['the domain of node', DOMAIN, "import { randomUUID } from 'node:crypto';", 'imports-of-domain'],
    ['a platform of the registry', 'lib/platforms/x/split.ts', "import '../registry.ts';", 'imports-of-platform'],
    ['a platform of its double', 'lib/platforms/x/index.ts', "import './double.ts';", 'imports-of-platform'],
    ['a story of a double', STORY, "import '#platforms/doubles.ts';", 'imports-of-story'],
    ['a platform of an adapter', 'lib/platforms/x/split.ts', "import '#adapters/queue.ts';", 'imports-of-platform'],
    [
      'a contract of a function',
      'lib/contracts/events.ts',
      "import '#functions/triage/env.ts';",
      'imports-of-contracts',
    ],
    ['a classifier of a platform', 'lib/classifiers/a.ts', "import '#platforms/time.ts';", 'imports-of-classifiers'],
    [
      'an adapter of a platform',
      'lib/adapters/queue.ts',
      "import type { A } from '#platforms/platform.ts';",
      'imports-of-adapters',
    ],
    [
      'an adapter of a function',
      'lib/adapters/queue.ts',
      "export * from '#functions/triage/triage.ts';",
      'imports-of-adapters',
    ],
    ['a story of an adapter', STORY, "import '#adapters/queue.ts';", 'imports-of-story'],
    ['a story of AWS', STORY, "import '@aws-sdk/client-sqs';", 'imports-of-story'],
    ['a story of another', STORY, "import '#functions/agent-api/roles.ts';", 'imports-of-story'],
    ['a story of its handler', STORY, "import './handler.ts';", 'imports-of-story'],
    ['a handler of another function', HANDLER, "import '#functions/agent-api/roles.ts';", 'imports-of-handler'],
    ['a handler of the CDK', HANDLER, "import 'aws-cdk-lib';", 'imports-of-handler'],
    ['the shell of an adapter', 'functions/shell/log.ts', "import '#adapters/queue.ts';", 'imports-of-shell'],
    ['the shell of a function', 'functions/shell/log.ts', "import '../triage/triage.ts';", 'imports-of-shell'],
    ['a construct of the domain', 'lib/constructs/a.ts', "import '#domain/sla.ts';", 'imports-of-constructs'],
    [
      'a construct of an env at run time',
      'lib/constructs/a.ts',
      "import { env } from '#functions/triage/env.ts';",
      'imports-of-constructs',
    ],
    ['a stack of an adapter', 'lib/stacks/a.ts', "import '#adapters/queue.ts';", 'imports-of-stacks'],
    ['the product of the local run', STORY, "import '#local/clock.ts';", 'imports-of-story'],
    [
      'an adapter of bin, loaded late',
      'lib/adapters/queue.ts',
      "await import('../../bin/app.ts');",
      'imports-of-adapters',
    ],
    ['the product of what makes documents', HANDLER, "import '#contracts/openapi/build.ts';", 'imports-of-handler'],
    ['a type by its name', DOMAIN, "type A = import('#adapters/queue.ts').A;", 'imports-of-domain'],
    ['an adapter of HTTP', 'lib/adapters/secrets.ts', "import { request } from 'node:https';", 'imports-of-adapters'],
    ['an adapter of sockets', 'lib/adapters/secrets.ts', "import { connect } from 'node:net';", 'imports-of-adapters'],
    ['an adapter of names', 'lib/adapters/fetch.ts', "import dns from 'node:dns/promises';", 'imports-of-adapters'],
    ['an adapter of a client', 'lib/adapters/checked-fetch.ts', "import 'undici';", 'imports-of-adapters'],
    ['a handler of HTTP', HANDLER, "import { get } from 'node:http';", 'imports-of-handler'],
    ['full zod in Lambda code', STORY, "import * as z from 'zod';", 'zod-mini'],
    ['zod by name', 'bin/docs.ts', "import { z } from 'zod';", 'zod-namespace'],
  ])('refuse %s', (_what, path, text, rule) => {
    expect(rulesOf(path, text)).toEqual([rule]);
  });

  it.each([
    [DOMAIN, "import * as z from 'zod/mini';\nimport './sla.ts';"],
    ['lib/platforms/x/split.ts', "import '../time.ts';\nimport './urls.ts';\nimport 'node:crypto';"],
    ['lib/platforms/registry.ts', "import './x/index.ts';"],
    ['lib/platforms/doubles.ts', "import { platforms } from './registry.ts';"],
    ['lib/platforms/x/double.ts', "import './payloads.ts';\nimport './limits.ts';"],
    ['lib/adapters/queue.ts', "import '@aws-sdk/client-sqs';\nimport '#domain/ports.ts';"],
    [STORY, "import '#platforms/registry.ts';\nimport './talks.ts';\nimport type { A } from 'aws-lambda';"],
    ['lib/adapters/checked-fetch-hop.ts', "import { request } from 'node:https';"],
    ['lib/adapters/queue.ts', "import type { IncomingMessage } from 'node:http';"],
    [HANDLER, "import '#adapters/queue.ts';\nimport '#functions/triage/env.ts';"],
    ['lib/constructs/a.ts', "import type { env } from '#functions/triage/env.ts';\nimport 'aws-cdk-lib/aws-sqs';"],
    ['lib/contracts/openapi/build.ts', "import * as z from 'zod';"],
  ])('let %s pass', (path, text) => {
    expect(violationsOf(path, text).map(lineOf)).toEqual([]);
  });

  it('refuse a folder that the table does not know', () => {
    expect(() => violationsOf('lib/gadgets/a.ts', '')).toThrow('no known folder');
  });
});

describe('code', () => {
  it.each([
    ['no-clock', DOMAIN, 'const a = Date.now();'],
    ['no-clock', DOMAIN, 'const a = new Date();'],
    ['no-clock', STORY, 'const a = { now: Date.now };'],
    ['no-zod-core', 'lib/adapters/a.ts', 'const a = b instanceof z.core.$ZodError;'],
    ['no-randomness', DOMAIN, 'const a = Math.random();'],
    ['no-fetch', 'lib/platforms/x/a.ts', "await fetch('https://example.com');"],
    ['no-fetch', HANDLER, 'const a = { fetch };'],
    ['one-door', 'lib/adapters/a.ts', "await fetch('https://example.com');"],
    ['one-door', 'lib/adapters/a.ts', 'const a = globalThis.fetch;'],
    ['one-door', 'lib/adapters/table/a.ts', "new WebSocket('wss://example.com');"],
    ['no-environment', DOMAIN, "const a = process.env['A'];"],
    ['no-environment', 'lib/constructs/a.ts', 'const { A } = process.env;'],
    ['no-console', DOMAIN, "console.log('a');"],
    ['handler-branches', HANDLER, 'if (a) b();'],
    ['handler-branches', HANDLER, 'const a = b ? c : d;'],
    ['handler-branches', HANDLER, 'const a = b && c;'],
    ['handler-branches', HANDLER, 'for (const a of b) c();'],
    ['handler-branches', HANDLER, 'switch (a) {}'],
    ['no-skipped-tests', 'tests/a.test.ts', "it.skip('a', () => {});"],
    ['no-skipped-tests', 'tests/a.test.ts', "describe.only('a', () => {});"],
    ['no-skipped-tests', 'tests/a.test.ts', "it.only.each([1])('a', () => {});"],
  ])('breaks %s', (rule, path, text) => {
    expect(new Set(rulesOf(path, text))).toEqual(new Set([rule]));
  });

  it.each([
    [DOMAIN, 'const a = new Date(0);\nconst b = { fetch: 1, console: 2 };\nconst c = b.fetch;'],
    [STORY, 'type Issue = z.core.$ZodIssue;'],
    [HANDLER, 'const env = read(process.env);\nconst clock = () => new Date().toISOString();'],
    ['lib/adapters/a.ts', 'const a = Date.now() + Math.random();'],
    ['lib/adapters/http-sender.ts', "await fetch('https://example.com');"],
    ['tests/a.test.ts', "it.skipIf(!here)('a', () => {});"],
  ])('passes: %s', (path, text) => {
    expect(violationsOf(path, text).map(lineOf)).toEqual([]);
  });
});

describe('sizes and names', () => {
  it.each([
    ['file-length', DOMAIN, rows(151, 'a();')],
    ['file-length', 'lib/constructs/a.ts', rows(201, 'a();')],
    ['file-length', 'tests/a.test.ts', rows(301, 'a();')],
    ['file-length', HANDLER, rows(31, 'a();')],
    ['function-length', DOMAIN, `function a() {\n${rows(39, 'a();')}\n}`],
    ['function-length', 'lib/constructs/a.ts', `class A {\nconstructor() {\n${rows(59, 'a();')}\n}\n}`],
    ['parameters', DOMAIN, 'const a = (b, c, d, e) => {};'],
    ['kebab-case', 'lib/domain/slaPolicy.ts', ''],
    ['kebab-case', 'lib/local/Http/a.ts', ''],
    ['kebab-case', 'lib/domain/sla_policy/a.ts', ''],
    ['kebab-case', 'lib/platforms/app_store/some_file.ts', ''],
    ['no-drawers', 'lib/domain/utils.ts', ''],
    ['no-drawers', 'lib/adapters/common/a.ts', ''],
    ['no-drawers', 'lib/domain/date-helpers.ts', ''],
  ])('break %s: %s', (rule, path, text) => {
    expect(rulesOf(path, text)).toEqual([rule]);
  });

  it('let a platform be called as its accounts are', () => {
    expect(violationsOf('lib/platforms/app_store/a.ts', '')).toEqual([]);
  });

  it('let suites be as long as their file, and rows of a table as wide', () => {
    const suite = `describe('a', () => {\n${rows(50, 'a();')}\n});\nit.each([])('b', (c, d, e, f) => {});`;
    expect(violationsOf('tests/a.test.ts', suite)).toEqual([]);
  });
});

describe('texts', () => {
  it('name no path of one machine', () => {
    expect(rulesOf('docs/a.md', `Look into /${'home'}/somebody/notes.`)).toEqual(['no-machine-paths']);
    expect(rulesOf('docs/a.md', 'https://example.com/home/page and functions/work/a.ts')).toEqual([]);
  });

  it('keep the place packages came from out of the lock file', () => {
    expect(rulesOf('package-lock.json', '"resolved": "https://example.com/a.tgz"')).toEqual(['no-registry-hosts']);
    expect(rulesOf('package-lock.json', '"url": "https://opencollective.com/a"')).toEqual([]);
  });
});

it('says file, line, rule and how to mend it', () => {
  const [violation] = violationsOf(DOMAIN, "\nimport '@aws-sdk/client-sqs';");
  expect(violation && lineOf(violation)).toMatch(/^lib\/domain\/ticket\.ts:2 \[imports-of-domain\] .+ Mend: .+port/);
});
