import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Models } from '#adapters/models.ts';
import { type ModelPointer, modelPointer } from '#contracts/model-pointer.ts';
import { UsageError } from '#local/command-line.ts';
import { type ModelCommand, type ModelDeed, parseModelOptions } from '#local/model/command-line.ts';
import { isWell, modelLines } from '#local/model/report.ts';
import { runModel } from '#local/model/run.ts';

/** A bucket in memory, and models of a format of their own: the word `model` and a name. */

function memoryModels(): Models & {
  readonly objects: Map<string, Uint8Array>;
  pointed: ModelPointer | 'garbage' | undefined;
} {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    pointed: undefined,
    async pointer() {
      if (this.pointed === 'garbage') return { kind: 'unreadable', etag: undefined };
      return this.pointed ? { kind: 'pointer', pointer: this.pointed, etag: undefined } : { kind: 'none' };
    },
    bytes: async (key) => objects.get(key),
    put: async (key, bytes) => void objects.set(key, bytes),
    async point(pointer) {
      this.pointed = pointer;
    },
    async unpoint() {
      this.pointed = undefined;
    },
  };
}

function versionOf(bytes: Uint8Array): string {
  const [word, name] = new TextDecoder().decode(bytes).split(' ');
  if (word !== 'model' || !name) throw new Error('not a model');
  return name;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-model-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'a.model');
  writeFileSync(path, text);
  return path;
}

const command = (deed: ModelDeed, over: Partial<ModelCommand> = {}): ModelCommand => ({
  deed,
  target: { kind: 'outputs', file: 'outputs.json', stage: 'staging' },
  dryRun: false,
  json: false,
  ...over,
});

const run = (models: Models, deed: ModelDeed, over: Partial<ModelCommand> = {}) =>
  runModel(command(deed, over), { at: { models, bucket: 'bytes' }, versionOf });

describe('publishing', () => {
  it('keeps the bytes under their own name, then points at them', async () => {
    const models = memoryModels();
    const report = await run(models, { kind: 'publish', file: file('model one') });
    expect(modelPointer.parse(models.pointed)).toEqual(report.published);
    expect([...models.objects.keys()]).toEqual([report.published?.key]);
    expect(report.published).toMatchObject({
      version: 'one',
      key: expect.stringMatching(/^models\/one-[0-9a-f]{12}\.model$/),
    });
    expect(modelLines(report).join('\n')).toContain('In bucket bytes was published');
  });

  it('only says what it would do, when asked to', async () => {
    const models = memoryModels();
    const report = await run(models, { kind: 'publish', file: file('model one') }, { dryRun: true });
    expect([models.objects.size, models.pointed]).toEqual([0, undefined]);
    expect(modelLines(report).join('\n')).toContain('Nothing was changed');
  });

  it('refuses what is no model, and touches nothing', async () => {
    const models = memoryModels();
    await expect(run(models, { kind: 'publish', file: file('nonsense') })).rejects.toThrow('not a model');
    await expect(run(models, { kind: 'publish', file: join(folder, 'none') })).rejects.toThrow(UsageError);
    expect([models.objects.size, models.pointed]).toEqual([0, undefined]);
  });
});

describe('the model in use', () => {
  const shown = async (models: Models) => {
    const report = await run(models, { kind: 'show' });
    return { lines: modelLines(report).join('\n'), well: isWell(report), inUse: report.inUse };
  };

  it('is the one that ships, where none was published', async () => {
    expect(await shown(memoryModels())).toMatchObject({ well: true, lines: 'The model that ships is in use.' });
  });

  it('is the one that was published', async () => {
    const models = memoryModels();
    await run(models, { kind: 'publish', file: file('model one') });
    const { well, lines } = await shown(models);
    expect(well).toBe(true);
    expect(lines).toContain('version one');
  });

  it('is the one that ships again after a reset', async () => {
    const models = memoryModels();
    await run(models, { kind: 'publish', file: file('model one') });
    await run(models, { kind: 'reset' }, { dryRun: true });
    expect((await shown(models)).inUse?.model).toBe('published');
    expect(modelLines(await run(models, { kind: 'reset' })).join()).toContain('In bucket bytes was reset');
    expect((await shown(models)).inUse?.model).toBe('shipped');
  });

  it.each([
    ['missing', (models: ReturnType<typeof memoryModels>) => models.objects.clear(), 'no bytes'],
    ['another', (models: ReturnType<typeof memoryModels>) => overwrite(models, 'model two'), 'not those'],
    ['unnamed', (models: ReturnType<typeof memoryModels>) => rename(models), 'calls itself one'],
    [
      'beyond reading',
      (models: ReturnType<typeof memoryModels>) => {
        models.pointed = 'garbage';
      },
      'pointer',
    ],
  ])('that is %s is not sound', async (_, spoil, problem) => {
    const models = memoryModels();
    await run(models, { kind: 'publish', file: file('model one') });
    spoil(models);
    const { well, lines } = await shown(models);
    expect(well).toBe(false);
    expect(lines).toContain(problem);
  });
});

function overwrite(models: ReturnType<typeof memoryModels>, text: string): void {
  for (const key of models.objects.keys()) models.objects.set(key, new TextEncoder().encode(text));
}

function rename(models: ReturnType<typeof memoryModels>): void {
  if (typeof models.pointed === 'object') models.pointed = { ...models.pointed, version: 'two' };
}

describe('the options of `npm run model`', () => {
  it.each([
    [['show'], { deed: { kind: 'show' }, target: { kind: 'outputs', file: 'outputs.json', stage: undefined } }],
    [
      ['publish', 'f', '--target', 'production', '--dry-run', '--json'],
      { deed: { kind: 'publish', file: 'f' }, target: { stage: 'production' }, dryRun: true, json: true },
    ],
    [['reset', '--endpoint', 'http://127.0.0.1:4000'], { target: { kind: 'endpoint', url: 'http://127.0.0.1:4000' } }],
  ])('are read: %j', (args, expected) => {
    expect(parseModelOptions(args)).toMatchObject(expected);
  });

  it.each([
    [[]],
    [['publish']],
    [['show', 'f']],
    [['publish', 'a', 'b']],
    [['show', '--endpoint', 'nowhere']],
    [['show', '--endpoint', 'http://x.example', '--target', 'staging']],
    [['show', '--all']],
  ])('are refused: %j', (args) => {
    expect(() => parseModelOptions(args)).toThrow(UsageError);
  });

  it('have help', () => {
    expect(parseModelOptions(['--help'])).toBe('help');
  });
});
