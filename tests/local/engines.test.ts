import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommandLine, UsageError } from '#local/command-line.ts';
import { refuseTaken } from '#local/engines/free-port.ts';
import { findJava, majorVersion } from '#local/engines/java.ts';
import { generateSecret, SecretStore } from '#local/engines/secret-store.ts';
import { JavaMissingError, PortTakenError } from '#local/errors.ts';
import { listen } from '#local/http/server.ts';
import { failedIdentifiers, queueRecord } from '#local/mappings/queue-records.ts';
import { byPrefix } from '#local/options.ts';
import { CapacityTally } from '#local/proxy/capacity.ts';
import { FaultBoard } from '#local/proxy/faults.ts';
import { seededRandom } from '#local/random.ts';
import { sourceHash } from '#local/source-hash.ts';

describe('Java', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_401"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['nonsense', 0],
  ])('%s is %d', (report, version) => {
    expect(majorVersion(report)).toBe(version);
  });

  it('is missed in plain words, with what to do', async () => {
    const finding = findJava({ PATH: '/nowhere' });
    await expect(finding).rejects.toThrow(JavaMissingError);
    await expect(finding).rejects.toThrow(/needs Java 17 or later.*\n.*apt install/);
  });

  it('that is too old is said with its version', async () => {
    const home = mkdtempSync(join(tmpdir(), 'java-'));
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin', 'java'), '#!/bin/sh\necho \'openjdk version "11.0.2"\' >&2\n', { mode: 0o755 });
    await expect(findJava({ ...process.env, JAVA_HOME: home })).rejects.toThrow('is version 11');
    rmSync(home, { recursive: true });
  });
});

describe('a port', () => {
  it('that is taken is named, with what to do', async () => {
    const server = await listen(async () => {});
    const check = refuseTaken([server.port]);
    await expect(check).rejects.toThrow(PortTakenError);
    await expect(check).rejects.toThrow(`Port ${server.port} is taken by another program.`);
    await server.close();
  });
});

describe('the command line', () => {
  it('is read', () => {
    expect(parseCommandLine(['--port', '4000', '--data', 'x', '--json'])).toEqual({
      help: false,
      json: true,
      verbose: false,
      port: 4000,
      dataDirectory: 'x',
    });
  });

  it.each([[['--prot', '1']], [['--port', 'x']], [['--port', '0']], [['--port', '65535']], [['more']]])(
    'refuses %j',
    (args) => {
      expect(() => parseCommandLine(args)).toThrow(UsageError);
    },
  );
});

describe('secrets', () => {
  it('are generated as the template asks', () => {
    expect(generateSecret({ PasswordLength: 64, ExcludePunctuation: true })).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(
      generateSecret({
        ExcludeUppercase: true,
        ExcludeNumbers: true,
        ExcludePunctuation: true,
        ExcludeCharacters: 'xyz',
      }),
    ).toMatch(/^[a-w]{32}$/);
    const whole = JSON.parse(
      generateSecret({ SecretStringTemplate: '{"user":"u"}', GenerateStringKey: 'password' }),
    ) as object;
    expect(whole).toMatchObject({ user: 'u', password: expect.any(String) as string });
  });

  it('keep the value before the present one', async () => {
    const store = new SecretStore();
    store.add('arn:secret:name-abc', 'name', 'one');
    expect(store.put('name', 'two')).toBe(true);
    const server = await store.serve();
    const get = async (body: object): Promise<unknown> => {
      const headers = { 'x-amz-target': 'secretsmanager.GetSecretValue' };
      return (await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
    };
    expect(await get({ SecretId: 'arn:secret:name-abc' })).toMatchObject({ SecretString: 'two', Name: 'name' });
    expect(await get({ SecretId: 'name', VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'one' });
    expect(await get({ SecretId: 'other' })).toMatchObject({ __type: 'ResourceNotFoundException' });
    await server.close();
  });
});

describe('capacity', () => {
  const put = (table: number, index: number): Buffer =>
    Buffer.from(
      JSON.stringify({
        ConsumedCapacity: {
          CapacityUnits: table + index,
          Table: { CapacityUnits: table },
          GlobalSecondaryIndexes: { byDue: { CapacityUnits: index } },
        },
      }),
    );

  it('goes to the kind of the item, by attribute or by key, and to the index', () => {
    const tally = new CapacityTally(({ sk = '' }) => sk.split('#')[0] ?? '');
    tally.note('PutItem', { TableName: 't', Item: { kind: { S: 'ticket' } } }, put(2, 1));
    tally.note('UpdateItem', { TableName: 't', Key: { pk: { S: 'a' }, sk: { S: 'note#1' } } }, put(1, 0));
    tally.note('Query', { TableName: 't' }, Buffer.from('{"ConsumedCapacity":{"CapacityUnits":0.5}}'));
    tally.noteFailedCondition({ TableName: 't', Item: { kind: { S: 'message' } } });
    expect(tally.report()).toEqual({
      writes: { ticket: { table: 2, byDue: 1 }, note: { table: 1 } },
      reads: { table: 0.5 },
      failedConditions: { message: 1 },
      requests: { PutItem: 1, UpdateItem: 1, Query: 1 },
    });
  });

  it('of a transaction is shared out by size', () => {
    const tally = new CapacityTally();
    const small = { Put: { TableName: 't', Item: { kind: { S: 'small' } } } };
    const large = { Put: { TableName: 't', Item: { kind: { S: 'large' }, text: { S: 'x'.repeat(2500) } } } };
    const answer = Buffer.from('{"ConsumedCapacity":[{"CapacityUnits":8,"Table":{"CapacityUnits":8}}]}');
    tally.note('TransactWriteItems', { TransactItems: [small, large] }, answer);
    expect(tally.report().writes).toEqual({ small: { table: 2 }, large: { table: 6 } });
  });
});

describe('records of a queue', () => {
  it('carry their times in the run’s time', () => {
    const message = {
      MessageId: 'm',
      ReceiptHandle: 'h',
      Body: 'b',
      MD5OfBody: '5',
      Attributes: { SentTimestamp: '1000', ApproximateReceiveCount: '2' },
      MessageAttributes: { why: { DataType: 'String', StringValue: 'so' } },
    };
    expect(queueRecord(message, 'arn', 500)).toMatchObject({
      attributes: { SentTimestamp: '1500', ApproximateReceiveCount: '2' },
      messageAttributes: { why: { stringValue: 'so', dataType: 'String' } },
      eventSourceARN: 'arn',
    });
  });

  it.each([
    ['null', []],
    ['{}', []],
    ['{"batchItemFailures":[{"itemIdentifier":"a"}]}', ['a']],
    ['{"batchItemFailures":[{"itemIdentifier":"unknown"}]}', undefined],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', undefined],
    ['{"batchItemFailures":"all"}', undefined],
  ])('the answer %s fails %j', (payload, expected) => {
    const failed = failedIdentifiers(payload, new Set(['a', 'b']));
    expect(failed && [...failed]).toEqual(expected);
  });
});

describe('chance and choice', () => {
  it('is the same for the same seed', () => {
    const draws = (seed: number): number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('strikes as often as it is told, and counts', () => {
    const faults = new FaultBoard(seededRandom(1));
    const struck = Array.from({ length: 1_000 }, () => faults.strikes('kind', 0.2)).filter(Boolean).length;
    expect(struck).toBeGreaterThan(150);
    expect(struck).toBeLessThan(250);
    expect(faults.injected()).toEqual({ kind: struck });
  });

  it('takes the entry with the longest fitting beginning', () => {
    expect(byPrefix({ Triage: 1, TriageWorker: 2, other: 3 }, ['TriageWorkerF00'])).toBe(2);
    expect(byPrefix({ Triage: 1 }, ['SlaWatch'])).toBeUndefined();
  });
});

describe('the hash of the sources', () => {
  it('changes with any source and with nothing of the local run', () => {
    const root = mkdtempSync(join(tmpdir(), 'sources-'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    for (const path of [
      'bin/app.ts',
      'cdk.json',
      'functions/a/a.ts',
      'lib/domain/b.ts',
      'package-lock.json',
      'package.json',
      'tsconfig.json',
    ])
      write(path, '1');
    const before = sourceHash(root, 'x');
    write('lib/local/anything.ts', 'new');
    expect(sourceHash(root, 'x')).toBe(before);
    expect(sourceHash(root, 'y')).not.toBe(before);
    write('functions/a/a.ts', '2');
    expect(sourceHash(root, 'x')).not.toBe(before);
    rmSync(root, { recursive: true });
  });
});
