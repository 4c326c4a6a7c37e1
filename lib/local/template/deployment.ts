/** Makes the resources of all stacks, in order, and remembers what they are called. */

import { LocalRunError, UnknownResourceError } from '../errors.ts';
import type { Stack } from './assembly.ts';
import { type Exports, exportsOf, type Node, nodeKey, orderedNodes, staticScope } from './graph.ts';
import { evaluate, IntrinsicError, type Scope } from './intrinsics.ts';
import { arn, physicalName } from './names.ts';
import { WITHOUT_LOCAL_MEANING } from './without-meaning.ts';

/** A resource ready to be made: its properties have no intrinsic functions left. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where an asset with this hash lies. */
  readonly asset: (hash: string) => string | undefined;
}

/** What other resources see of a resource: its `Ref` and its attributes. */
export interface Made {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Makes one kind of resource. */
export type Maker = (resource: Resource) => Promise<Made> | Made;

export interface DeployOptions {
  readonly makers: Readonly<Record<string, Maker>>;
  /** Last touch on every evaluated string: turns addresses of AWS into those of this machine. */
  readonly localise: (text: string) => string;
}

/** Makes everything; answers with the outputs of all stacks, exports for other stacks left out. */
export async function deploy(stacks: readonly Stack[], options: DeployOptions): Promise<Record<string, string>> {
  const nodes = orderedNodes(stacks);
  refuseUnknown(nodes, options.makers);
  const deployment = new Deployment(stacks, options);
  for (const node of nodes) await deployment.make(node);
  return deployment.outputs();
}

function refuseUnknown(nodes: readonly Node[], makers: DeployOptions['makers']): void {
  const unknown = nodes.filter(({ type }) => !makers[type] && !WITHOUT_LOCAL_MEANING[type]);
  if (unknown.length === 0) return;
  throw new UnknownResourceError(
    unknown.map(({ type, stack, logicalId }) => ({ type, id: nodeKey(stack.name, logicalId) })),
  );
}

class Deployment {
  readonly #stacks: readonly Stack[];
  readonly #options: DeployOptions;
  readonly #exports: Exports;
  readonly #made = new Map<string, Made>();

  constructor(stacks: readonly Stack[], options: DeployOptions) {
    this.#stacks = stacks;
    this.#options = options;
    this.#exports = exportsOf(stacks);
  }

  async make(node: Node): Promise<void> {
    const maker = this.#options.makers[node.type] ?? passOver;
    const { stack, logicalId, type } = node;
    try {
      const properties = this.#localised(evaluate(node.properties, this.#scope(stack))) as Record<string, unknown>;
      const asset = (hash: string): string | undefined => stack.assets.get(hash);
      const made = await maker({ stack: stack.name, logicalId, type, properties, asset });
      this.#made.set(nodeKey(stack.name, logicalId), made);
    } catch (error) {
      if (error instanceof LocalRunError) throw error;
      throw new Error(`${type} ${nodeKey(stack.name, logicalId)} could not be made: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  outputs(): Record<string, string> {
    return Object.fromEntries(
      this.#stacks.flatMap((stack) =>
        Object.entries(stack.template.Outputs)
          .filter(([, { Export }]) => !Export)
          .map(([name, { Value }]) => [name, String(this.#localised(evaluate(Value, this.#scope(stack))))]),
      ),
    );
  }

  #scope(stack: Stack): Scope {
    const fixed = staticScope(stack);
    return {
      ...fixed,
      ref: (name) => this.#made.get(nodeKey(stack.name, name))?.ref ?? fixed.ref(name),
      attribute: (logicalId, name) => this.#attribute(stack, logicalId, name),
      imported: (name) => {
        const source = this.#exports.get(name);
        if (!source) throw new IntrinsicError(`nothing exports ${name}`);
        return evaluate(source.value, this.#scope(source.stack));
      },
      output: (stackName, output) => {
        const source = this.#stacks.find((candidate) => candidate.name === stackName);
        if (!source) throw new IntrinsicError(`there is no stack ${stackName}`);
        return evaluate(source.template.Outputs[output]?.Value, this.#scope(source));
      },
    };
  }

  #attribute(stack: Stack, logicalId: string, name: string): unknown {
    const value = this.#made.get(nodeKey(stack.name, logicalId))?.attributes?.[name];
    if (value === undefined) throw new IntrinsicError(`${logicalId} has no attribute ${name} here`);
    return value;
  }

  #localised(value: unknown): unknown {
    if (typeof value === 'string') return this.#options.localise(value);
    if (Array.isArray(value)) return value.map((element) => this.#localised(element));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#localised(inner)]));
  }
}

/** Resources without local meaning still have a name and an ARN that others may mention. */
function passOver({ stack, logicalId, type }: Resource): Made {
  const name = physicalName(stack, logicalId);
  const service = type.split('::')[1]?.toLowerCase() ?? 'local';
  return { ref: name, attributes: { Arn: arn(service, name), Id: name } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
