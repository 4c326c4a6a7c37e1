import { platforms } from '#platforms/registry.ts';
import type { Source } from './source.ts';
import { nameOf } from './syntax.ts';
import type { Violation } from './violation.ts';

/** A platform is its folder and its entry in the registry: nothing else in the product calls it by its name. */

interface Exception {
  readonly files: RegExp;
  readonly names: RegExp;
  /** Why a new platform does not have to be added here. */
  readonly reason: string;
}

/** Who may name a platform. Comments may: they are not what a new platform would have to change. */
export const MAY_NAME: readonly Exception[] = [
  {
    files: /^lib\/platforms\/meta-[a-z-]+\.ts$/,
    names: /^(facebook|instagram|messenger)$/,
    reason: "one address of Meta's takes the events of its three platforms, and says whose each is (decision 0034).",
  },
  {
    files: /^lib\/platforms\/facebook\/read-response\.ts$/,
    names: /^messenger$/,
    reason: 'a private answer to a comment goes on in Messenger.',
  },
  {
    files: /^lib\/platforms\/(instagram|messenger|threads|whatsapp)\/[a-z-]+\.ts$/,
    names: /^facebook$/,
    reason: "Meta's hosts, and its ways to sign in, are called after it.",
  },
  {
    files: /^lib\/constructs\/care-secrets\.ts$/,
    names: /^(x|messenger|standard)$/,
    reason: 'the first text of a secret: an example of its shape, which must never change once a stage is deployed.',
  },
  {
    files: /^lib\/contracts\/catalogue-docs\/event-examples\.ts$/,
    names: /^x$/,
    reason: 'an example in the documents.',
  },
  {
    files: /^lib\/local\/(demo\/[a-z-]+|delivery\/customer-message)\.ts$/,
    names: /^(x|messenger|standard)$/,
    reason: "the demo's crowd is on three networks, which differ in threads and edits; its guests are on every one.",
  },
];

/** Names that are words or letters of their own: they count only as whole texts, or at the head of a channel or account. */
const WORDS = new Set(['line', 'standard', 'threads', 'x']);

interface Pattern {
  readonly name: string;
  readonly inText: RegExp;
  readonly inIdentifier: RegExp | undefined;
}

const PATTERNS: readonly Pattern[] = Object.keys(platforms).map((name) => {
  const loose = new RegExp(name.replaceAll('_', '[ _-]?'), 'i');
  if (!WORDS.has(name)) return { name, inText: loose, inIdentifier: loose };
  return {
    name,
    inText: new RegExp(`^${name}($|[.:])|platforms/${name}/|^\\.{1,2}/${name}/`),
    inIdentifier: undefined,
  };
});

function wordOf(node: Source['nodes'][number]['node']): { readonly text: string } | { readonly identifier: string } {
  if (node.type === 'TemplateElement') return { text: String((node['value'] as { cooked?: string }).cooked ?? '') };
  if (node.type === 'Literal') return { text: typeof node['value'] === 'string' ? node['value'] : '' };
  return { identifier: node.type === 'Identifier' ? (nameOf(node) ?? '') : '' };
}

const unitOf = (file: string): string | undefined => /^lib\/platforms\/([^/]+)\//.exec(file)?.[1];

const mayName = (file: string, name: string): boolean =>
  unitOf(file) === name || MAY_NAME.some(({ files, names }) => files.test(file) && names.test(name));

/** Every platform that a file of the product names without leave, once a line. */
export function platformNameViolations({ path: file, nodes, lineAt }: Source): Violation[] {
  if (!/^(lib|functions)\//.test(file) || file === 'lib/platforms/registry.ts') return [];
  const patterns = PATTERNS.filter(({ name }) => !mayName(file, name));
  const found = nodes.flatMap(({ node }) => {
    const word = wordOf(node);
    const named = patterns.filter(({ inText, inIdentifier }) =>
      'text' in word ? inText.test(word.text) : inIdentifier?.test(word.identifier),
    );
    return named.map(({ name }) => `${lineAt(node.start)} ${name}`);
  });
  return [...new Set(found)].map((each) => {
    const [line, name] = each.split(' ');
    return {
      file,
      line: Number(line),
      rule: 'platform-names',
      problem: `names the platform ${name}.`,
      mend: 'ask the registry, or let the platform say it (lib/platforms/platform.ts, double.ts); see platform-names.ts.',
    };
  });
}
