import type { Kind } from './places.ts';

/** Who may import what. `own` is the importer's own platform or function. What is not here is refused. */

export interface Row {
  readonly may: readonly (Kind | 'own')[];
  /** Packages, and modules of Node. */
  readonly packages: readonly RegExp[];
  /** In an `import type` also these. */
  readonly types?: readonly (Kind | RegExp)[];
  /** What to do instead. */
  readonly mend: string;
}

const ZOD_MINI = /^zod\/mini$/;
const NODE = /^node:/;
const AWS_EVENTS = /^aws-lambda$/;
const CDK = /^(aws-cdk-lib(\/.*)?|constructs|cdk-nag)$/;

/** Tools that run the rest: they import what they run. */
const RUNNERS = ['local', 'bin', 'bench', 'train'] as const;
/** What ends up in a Lambda. */
export const PRODUCT = [
  'domain',
  'platforms',
  'platform',
  'contracts',
  'classifiers',
  'adapters',
  'shell',
  'handler',
  'env',
  'story',
] as const;
const RUNNER: Row = {
  may: [...PRODUCT, ...RUNNERS, 'contract-docs', 'constructs', 'stacks', 'data'],
  packages: [/./],
  mend: 'move what both need to lib or to the runner.',
};

const PURE_PLATFORM: Row = {
  may: ['domain', 'contracts', 'platforms', 'own'],
  packages: [ZOD_MINI, /^node:crypto$/, /^jose\//],
  mend: 'a platform is pure and knows no other platform: move what is shared to lib/platforms, what acts to lib/adapters.',
};

export const IMPORT_TABLE: Readonly<Partial<Record<Kind, Row>>> = {
  domain: {
    // Tables that were compiled beforehand.
    may: ['domain', 'data'],
    packages: [ZOD_MINI],
    mend: 'let the domain name a port (lib/domain/ports.ts) and the handler hand in the adapter.',
  },
  platforms: PURE_PLATFORM,
  platform: PURE_PLATFORM,
  contracts: {
    may: ['domain', 'contracts'],
    packages: [ZOD_MINI],
    mend: 'a contract is data: what needs full zod belongs in lib/contracts/openapi or catalogue-docs.',
  },
  'contract-docs': {
    may: ['domain', 'contracts', 'contract-docs'],
    packages: [/^zod(\/mini)?$/, /^zod-openapi$/],
    mend: 'documents are made from contracts and domain tables alone.',
  },
  classifiers: {
    may: ['domain', 'classifiers'],
    // eld: the language detector. node:crypto: the hash that a model's file carries.
    packages: [ZOD_MINI, /^sentiment$/, /^libphonenumber-js\/min$/, /^eld\/extrasmall$/, /^node:crypto$/],
    mend: 'a classifier is words in, findings out: reach a service through a port.',
  },
  adapters: {
    may: ['domain', 'contracts', 'adapters'],
    packages: [/^@aws-sdk\//, /^@smithy\//, NODE, ZOD_MINI, /^cockatiel$/],
    types: [AWS_EVENTS],
    mend: 'an adapter knows ports and contracts: take the rest as an argument from the handler.',
  },
  story: {
    may: ['domain', 'platforms', 'contracts', 'classifiers', 'shell', 'own'],
    packages: [ZOD_MINI, /^node:crypto$/],
    types: [AWS_EVENTS],
    mend: 'take it as a port, which handler.ts fills; what two functions share belongs in lib/domain.',
  },
  env: { may: [], packages: [ZOD_MINI], mend: 'env.ts is one schema and nothing else.' },
  handler: {
    may: ['domain', 'platforms', 'contracts', 'classifiers', 'adapters', 'shell', 'own'],
    packages: [/^@aws-sdk\//, /^@middy\//, /^@aws-lambda-powertools\//, NODE, ZOD_MINI],
    types: [AWS_EVENTS],
    mend: 'a handler wires its own function: move what two functions share to lib/domain or functions/shell.',
  },
  shell: {
    may: ['contracts', 'domain', 'shell'],
    packages: [/^@middy\//, /^@aws-lambda-powertools\//, ZOD_MINI],
    types: [AWS_EVENTS],
    mend: 'the shell wraps any function: take what is special as an argument.',
  },
  constructs: {
    may: ['contracts', 'constructs'],
    packages: [CDK, NODE],
    types: ['env', ZOD_MINI],
    mend: 'constructs know contracts and the env schemas by type; decisions belong in lib/domain.',
  },
  stacks: {
    may: ['contracts', 'constructs', 'stacks'],
    packages: [CDK, NODE],
    types: ['env', ZOD_MINI],
    mend: 'a stack composes constructs: put the resource into a construct.',
  },
  local: RUNNER,
  // `npm run clocks -- verify` runs the tests' slow calculator on more cases than a test has time for.
  bin: { ...RUNNER, may: [...RUNNER.may, 'tests'] },
  train: RUNNER,
  // The benches measure stories over the tests' doubles.
  bench: { ...RUNNER, may: [...RUNNER.may, 'tests'] },
  tests: { ...RUNNER, may: [...RUNNER.may, 'tests', 'root'] },
  root: { may: [], packages: [/./], mend: 'keep configuration free of the product.' },
};
