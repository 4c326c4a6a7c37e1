import { readFileSync } from 'node:fs';
import { UsageError } from './command-line.ts';

/** A stage's outputs in a file: of `cdk deploy --outputs-file`, or of `npm start -- --json`. */

export type Outputs = Readonly<Record<string, unknown>>;

/** Which file, and which of its stages. */
export interface OutputsFile {
  readonly file: string;
  readonly stage: string | undefined;
}

const STACK = /^earshot-(.+)-(?:state|service)$/;

function asOutputs(value: unknown): Outputs | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Outputs) : undefined;
}

function parsed(text: string): Outputs | undefined {
  try {
    return asOutputs(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * The JSON object in a file's text: the whole, or the last line, above which npm writes what it runs.
 * @throws {UsageError} when there is none.
 */
export function jsonIn(text: string, file: string): Outputs {
  const found = parsed(text) ?? parsed(text.trimEnd().split('\n').at(-1) ?? '');
  if (found) return found;
  throw new UsageError(`${file} is no JSON object of outputs: what prints it may not have finished.`);
}

function stagesIn(outputs: Outputs): string[] {
  return [...new Set(Object.keys(outputs).flatMap((name) => STACK.exec(name)?.[1] ?? []))];
}

/** All outputs of one stage. */
function ofStage(outputs: Outputs, stage: string | undefined, file: string): Outputs {
  const stages = stagesIn(outputs);
  const [chosen, ...others] = stage === undefined ? stages : stages.filter((name) => name === stage);
  if (chosen === undefined)
    throw new UsageError(
      `${file} holds no outputs of ${stage ? `the stage ${stage}` : 'any stage'}${stages.length > 0 ? `, but of ${stages.join(', ')}` : ''}.`,
    );
  if (others.length > 0)
    throw new UsageError(`${file} holds several stages: choose by --target ${stages.join(' or ')}.`);
  const stacks = Object.entries(outputs).filter(([name]) => STACK.exec(name)?.[1] === chosen);
  return Object.fromEntries(stacks.flatMap(([, values]) => Object.entries(asOutputs(values) ?? {})));
}

/** All outputs of a stage in a file's text. Pure. @throws {UsageError} when they can't be told. */
export function outputsIn(text: string, { file, stage }: OutputsFile): Outputs {
  const content = jsonIn(text, file);
  const local = asOutputs(content['outputs']);
  return local && stage === undefined ? local : ofStage(content, stage, file);
}

/** Reads a file of outputs. @throws {UsageError} with the way to make it, when it can't be read. */
export function outputsText(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}). It comes from ` +
        `\`npx cdk deploy 'STAGE/*' --outputs-file ${file}\`. Or ${otherwise} (--help).`,
    );
  }
}
