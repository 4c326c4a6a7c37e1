/** What can be written behind `npm run redrive --`. */
import { parseArgs } from 'node:util';
import { UsageError } from '#local/command-line.ts';

/** The work that can be parked. */
export const WORKS = [
  'inbound',
  'outbound',
  'polls',
  'metrics',
  'channels',
  'rederivations',
  'acknowledgements',
] as const;
export type Work = (typeof WORKS)[number];
/** A stage that acknowledges nothing has no queue for it: without a name it is left out. */
const ALWAYS_THERE = WORKS.filter((work) => work !== 'acknowledgements');

/** Where the queues' addresses come from. */
export type Source =
  | { readonly kind: 'urls'; readonly from: string; readonly to: string }
  | { readonly kind: 'outputs'; readonly file: string; readonly stage: string | undefined }
  | { readonly kind: 'endpoint'; readonly url: string };

export interface RedriveCommand {
  readonly works: readonly Work[];
  /** Brought back as well, where the stage has it. */
  readonly alsoIfThere: readonly Work[];
  readonly source: Source;
  readonly dryRun: boolean;
  readonly limit: number | undefined;
  readonly json: boolean;
}

const OUTPUTS_FILE = 'outputs.json';

export const REDRIVE_HELP = `npm run redrive -- [WORK] [OPTIONS]

Brings parked messages back onto their queue, when what parked them is mended, and says
how many by reason. WORK is one of these; without it, all that the stage has:

  inbound            customers' deliveries
  outbound           replies
  polls              what was to be fetched from a platform
  metrics            events that bring the rows of the metrics up to date
  channels           what was heard on channels
  rederivations      walks that derive clocks anew after an edit of policy or calendar
  acknowledgements   events on which customers are told when to expect an answer

Where the queues are, deployed:
  --target STAGE   the stage's queues, by the outputs of its stacks, which come from
                     npx cdk deploy 'STAGE/*' --outputs-file ${OUTPUTS_FILE}
  --outputs FILE   another file of outputs than ${OUTPUTS_FILE}
  --from URL --to URL
                   two queues by address: the dead-letter queue and the work queue

Where the queues are, here:
  --endpoint URL   the address that npm start prints as "Queues"
  --outputs FILE   what npm start -- --json has printed

  --dry-run        counts, moves nothing
  --limit N        at most N messages of each queue
  --json           one JSON object on the last line of stdout
  --help           this text

Each message is received, sent and then deleted, so that none is lost; one that is sent
twice is known by its id and stored, or answered, once. It goes this way here and on AWS
alike, instead of SQS's own move task: that takes everything at once, keeps the park
reason, and only AWS has it. What is parked again meanwhile is left. Credentials are
found as the AWS CLI finds them; the region is the one in the queue's address.

Exit code 0 when all is back, 1 when something is not or a queue can't be reached, 2 for
wrong options.
`;

const OPTIONS = {
  target: { type: 'string' },
  outputs: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  endpoint: { type: 'string' },
  limit: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${REDRIVE_HELP}`);
  }
}

function worksOf(positionals: readonly string[]): Pick<RedriveCommand, 'works' | 'alsoIfThere'> {
  const [name, ...more] = positionals;
  if (name === undefined) return { works: ALWAYS_THERE, alsoIfThere: ['acknowledgements'] };
  const work = WORKS.find((each) => each === name);
  if (work && more.length === 0) return { works: [work], alsoIfThere: [] };
  throw new UsageError(`${positionals.join(' ')}: one of ${WORKS.join(', ')} is brought back, or all without a name.`);
}

function address(option: string, text: string): string {
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (isAddress) return text;
  throw new UsageError(`${option} ${text}: an address begins with https:// or http://.`);
}

type Values = ReturnType<typeof parsed>['values'];

function urlsOf({ from, to }: Values): Source {
  if (from === undefined || to === undefined) throw new UsageError('--from and --to go together.');
  if (from === to) throw new UsageError('--from and --to are the same queue.');
  return { kind: 'urls', from: address('--from', from), to: address('--to', to) };
}

function sourceOf(values: Values): Source {
  const { target, outputs, endpoint, from, to } = values;
  const given = [from ?? to, endpoint, target ?? outputs].filter((each) => each !== undefined);
  if (given.length > 1) throw new UsageError('Name the queues in one way: --from and --to, --endpoint, or --target.');
  if (from !== undefined || to !== undefined) return urlsOf(values);
  if (endpoint !== undefined) return { kind: 'endpoint', url: address('--endpoint', endpoint) };
  return { kind: 'outputs', file: outputs ?? OUTPUTS_FILE, stage: target };
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--limit ${text}: a limit is a whole number from 1.`);
}

/** Reads the options. @throws {UsageError} when they can't be read. */
export function parseRedriveOptions(args: readonly string[]): RedriveCommand | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const source = sourceOf(values);
  const works = worksOf(positionals);
  if (source.kind === 'urls' && positionals.length > 0)
    throw new UsageError(`--from and --to say which queues are meant; leave ${positionals.join(' ')} out.`);
  return {
    ...works,
    source,
    dryRun: values['dry-run'] ?? false,
    limit: values.limit === undefined ? undefined : limitOf(values.limit),
    json: values.json ?? false,
  };
}
