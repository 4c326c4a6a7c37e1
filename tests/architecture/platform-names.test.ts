import { describe, expect, it } from 'vitest';
import { platforms } from '#platforms/registry.ts';
import { violationsOf } from './checker.ts';
import { MAY_NAME } from './platform-names.ts';
import { textFiles, textOf } from './repository.ts';
import { lineOf } from './violation.ts';

/** A platform's name stands in its folder and in the registry: what a new one would have to be added to is found here. */

const rulesOf = (path: string, text: string) => violationsOf(path, text).map(({ rule }) => rule);

describe('the name of a platform is refused', () => {
  it.each([
    ['as the key of a second list', 'lib/domain/a.ts', 'const a = { whatsapp: 1, x: 2, youtube: 3 };', 2],
    ['as a text', 'functions/triage/a.ts', "if (a === 'x') b();", 1],
    ['in a type', 'lib/contracts/a.ts', "type A = 'x' | 'line';", 1],
    ['in a channel', 'lib/adapters/a.ts', "const a = 'x.mention';", 1],
    ['in an account', 'lib/adapters/a.ts', 'const a = `line:1`;', 1],
    ['as people write it', 'lib/contracts/a.ts', "const a = 'Google Business Profile';", 1],
    ['in the name of what is taken from it', 'lib/local/a.ts', 'const a = normaliseMastodon;', 1],
    ['in what is loaded late', 'lib/local/a.ts', "await import('#platforms/x/payloads.ts');", 1],
    ['by another platform', 'lib/platforms/x/a.ts', "const a = accountOf('messenger', id);", 1],
  ])('%s', (_how, path, text, lines) => {
    const found = violationsOf(path, text).filter(({ rule }) => rule === 'platform-names');
    expect(found.length).toBeGreaterThanOrEqual(lines);
  });

  it('beside the rule on imports, for one platform of another', () => {
    const both = ['imports-of-platform', 'platform-names'];
    expect(rulesOf('lib/platforms/x/split.ts', "import '#platforms/messenger/split.ts';")).toEqual(both);
    const shared = ['imports-of-platforms', 'platform-names'];
    expect(rulesOf('lib/platforms/time.ts', "import './x/index.ts';")).toEqual(shared);
  });

  it.each(Object.keys(platforms))('%s', (name) => {
    expect(rulesOf('lib/domain/a.ts', `const a = '${name}';`)).toEqual(['platform-names']);
  });
});

describe('the name of a platform is let pass', () => {
  it.each([
    ['at home', 'lib/platforms/x/a.ts', "const a = accountOf('x', id);"],
    ['in a comment', 'lib/domain/a.ts', '/** Facebook and `x.mention`, for one. */\nconst a = 1;'],
    ['where it is a word', 'lib/domain/a.ts', "const line = threads.map((x) => x.standard);\nconst b = 'a line';"],
    ['in a header', 'lib/adapters/a.ts', "const a = 'x-amz-target';"],
    ['in a test', 'tests/a.test.ts', "const a = 'x.mention';"],
  ])('%s', (_where, path, text) => {
    expect(violationsOf(path, text).map(lineOf)).toEqual([]);
  });

  it.each(MAY_NAME)('by $files only because $reason', ({ files }) => {
    const named = textFiles().filter((path) => files.test(path));
    expect(named.length).toBeGreaterThan(0);
    const asForeign = named.flatMap((path) => violationsOf(`lib/domain/${path.split('/').at(-1)}`, textOf(path)));
    expect(asForeign.map(({ rule }) => rule)).toContain('platform-names');
  });
});
