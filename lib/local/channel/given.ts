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

/** A key in PEM is many lines, and is pasted as such. */
const KEY_BEGINS = '-----BEGIN ';
const KEY_ENDS = '-----END ';

type Lines = Pick<AsyncIterator<string>, 'next'>;

async function lineOf(lines: Lines, name: string): Promise<string> {
  const { done, value } = await lines.next();
  if (done) throw new UsageError(`The input ended before ${name} was given.`);
  return value.trim();
}

/** One answer: a line, with `\\n` for line ends, or a whole key. @throws {UsageError} when the input ends before it. */
async function answerOf(lines: Lines, name: string): Promise<string> {
  const answer = [await lineOf(lines, name)];
  const isOpen = (): boolean => answer[0]?.startsWith(KEY_BEGINS) === true && !answer.join('\n').includes(KEY_ENDS);
  while (isOpen()) answer.push(await lineOf(lines, name));
  return answer.join('\n').replaceAll('\\n', '\n');
}

/**
 * Asks on the terminal; what is typed is not shown, unless it may be.
 * @param input what is typed; lines that come together are kept for the questions that follow.
 * @throws {UsageError} when the input ends before everything was given.
 */
export async function ask(
  questions: readonly { name: string; about: string; shown?: boolean }[],
  input: NodeJS.ReadableStream = process.stdin,
): Promise<Given> {
  let isShown = false;
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (isShown) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input, output, terminal: true });
  const lines = terminal[Symbol.asyncIterator]();
  const given: Record<string, string> = {};
  try {
    for (const { name, about, shown = false } of questions) {
      process.stderr.write(`${about}\n${name}: `);
      isShown = shown;
      given[name] = await answerOf(lines, name);
      isShown = false;
      process.stderr.write('\n');
    }
  } finally {
    terminal.close();
  }
  return given;
}
