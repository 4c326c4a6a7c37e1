import { readFileSync } from 'node:fs';
import type { QueuePair } from '#adapters/redrive-queues.ts';
import { UsageError } from '#local/command-line.ts';
import type { Work } from './command-line.ts';

/** What a file of outputs names: of `cdk deploy --outputs-file`, or of `npm start -- --json`. */

type Outputs = Readonly<Record<string, unknown>>;

/** The outputs of the state and the service stack that name the queues. */
const NAMES: Readonly<Record<Work, { readonly from: string; readonly to: string }>> = {
  inbound: { from: 'InboundDlqUrl', to: 'InboundQueueUrl' },
  outbound: { from: 'OutboundDlqUrl', to: 'OutboundQueueUrl' },
};

const STACK = /^earshot-(.+)-(?:state|service)$/;

function asOutputs(value: unknown): Outputs | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Outputs) : undefined;
}

function jsonIn(text: string, file: string): Outputs {
  try {
    const outputs = asOutputs(JSON.parse(text));
    if (outputs) return outputs;
  } catch {
    // Said below, for both.
  }
  throw new UsageError(`${file} is no JSON object of outputs.`);
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

/** @throws {UsageError} when the file can't be read. */
export function outputsText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${file} can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}). It comes from ` +
        `\`npx cdk deploy 'STAGE/*' --outputs-file ${file}\`. Without it, see --help.`,
    );
  }
}

/** Which outputs of a file are meant. */
interface OfFile {
  readonly file: string;
  readonly stage: string | undefined;
}

/** All outputs of the stage that is meant. @throws {UsageError} when it can't be told. */
export function outputsIn(text: string, { file, stage }: OfFile): Outputs {
  const content = jsonIn(text, file);
  const local = asOutputs(content['outputs']);
  return local && stage === undefined ? local : ofStage(content, stage, file);
}

/** Finds a pair of queues in a file's text. @throws {UsageError} when it isn't there. */
export function pairIn(text: string, work: Work, { file, stage }: OfFile): QueuePair {
  const outputs = outputsIn(text, { file, stage });
  const [from, to] = [outputs[NAMES[work].from], outputs[NAMES[work].to]];
  if (typeof from === 'string' && typeof to === 'string') return { from, to };
  const missing = [typeof from === 'string' ? [] : NAMES[work].from, typeof to === 'string' ? [] : NAMES[work].to];
  throw new UsageError(`${file} lacks ${missing.flat().join(' and ')}: deploy both stacks of the stage with it.`);
}
