import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import * as z from 'zod';
import type { SetupField } from '#platforms/setup.ts';
import { UsageError } from '../command-line.ts';

/** What was given for the fields of a platform: read from a file, or asked for without being shown. */

export type Given = Readonly<Record<string, string>>;

const object = z.record(z.string(), z.string().min(1));

/** Reads the fields. @param file a path, or `-` for standard input. @throws {UsageError} naming what is wrong. */
export function givenIn(file: string, fields: readonly SetupField[]): Given {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--fields ${file}: ${error instanceof SyntaxError ? 'no JSON' : "can't be read"}.`);
  }
  const given = object.safeParse(read);
  const names = fields.map(({ name }) => name);
  if (!given.success) throw new UsageError(`--fields ${file}: one object of texts, with ${names.join(', ')}.`);
  const strange = Object.keys(given.data).filter((name) => !names.includes(name));
  if (strange.length > 0)
    throw new UsageError(`--fields ${file}: ${strange.join(', ')} is not among ${names.join(', ')}.`);
  return given.data;
}

/** The fields that must be there and are not. */
export function missingFrom(given: Given, fields: readonly SetupField[]): string[] {
  return fields.filter(({ name, optional }) => !optional && !given[name]).map(({ name }) => name);
}

/** Asks on the terminal; what is typed is not shown. */
export async function ask(questions: readonly { name: string; about: string; shown?: boolean }[]): Promise<Given> {
  let isShown = true;
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (isShown) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const given: Record<string, string> = {};
  try {
    for (const { name, about, shown } of questions) {
      process.stderr.write(`${about}\n`);
      const answer = terminal.question(`${name}: `);
      isShown = shown ?? false;
      given[name] = (await answer).trim().replaceAll('\\n', '\n');
      isShown = true;
      process.stderr.write('\n');
    }
  } finally {
    terminal.close();
  }
  return given;
}
