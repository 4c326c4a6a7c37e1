import { GENERATED, table } from '#contracts/catalogue-docs/markdown.ts';
import type { Page } from '#contracts/catalogue-docs/pages.ts';
import type { Platform } from '#platforms/platform.ts';
import { platforms } from '#platforms/registry.ts';
import type { ReplyRule } from '#platforms/reply-rules.ts';
import { webhookAddress } from '#platforms/webhook-address.ts';

/** What the documents say of the networks, made from the registry, so that a new one needs no hand. */

const ALL: readonly Platform[] = Object.values(platforms).sort((a, b) => a.title.localeCompare(b.title, 'en'));

const listed = (titles: readonly string[]): string =>
  [titles.slice(0, -1).join(', '), ...titles.slice(-1)].filter((part) => part !== '').join(' and ');

function heardBy({ webhook, poll }: Platform): string {
  return [...(webhook ? ['webhook'] : []), ...(poll ? ['asking'] : [])].join(', ');
}

/** The address to register, with the account's place where the payload names none. */
function addressOf(platform: Platform): string {
  const address = webhookAddress(platform, `${platform.name}:ACCOUNT`, '');
  return address ? `\`${address.replace('ACCOUNT', '<account>')}\`` : '';
}

/** Whether an address is asked for a proof before anything is delivered to it. */
const askedFirst = ({ webhook }: Platform): string => (webhook?.handshake ? 'yes, and answered' : '');

const sayings = (rules: readonly ReplyRule[]): string =>
  rules
    .map(({ kind, maxLength, unit, afterwards }) => {
      const then = afterwards ? `; too late, a ${afterwards.kind} from elsewhere` : '';
      return kind.replace('_', ' ') + (kind === 'hide' ? '' : ` (${maxLength} ${unit}${then})`);
    })
    .join(', ');

function channelRows(platform: Platform): string[][] {
  return Object.entries(platform.replies).map(([channel, rules]) => [`\`${channel}\``, sayings(rules)]);
}

function networksText(): string {
  const networks = ALL.map((platform) => [
    `[${platform.title}](${platform.name}.md)`,
    heardBy(platform),
    addressOf(platform),
    askedFirst(platform),
  ]);
  return `${GENERATED}

# Networks

Each has a page that says what to create there, which secrets go where, what is heard and what is possible.

## How they are heard

Addresses are below \`WebhookUrl\`. What is asked for needs no address: an account is asked every few minutes as soon as it has credentials.

${table(['Network', 'Heard by', 'Address to register', 'Asked first'], networks)}

## What can be said

${table(['Channel', 'Answers, and their longest text'], ALL.flatMap(channelRows))}
`;
}

const REGION = /(<!-- networks: made by `npm run docs` -->\n)[\s\S]*?(\n<!-- end of networks -->)/;

/** The sentence of the README that names every network. */
function sentence(): string {
  const delivering = ALL.filter(({ webhook }) => webhook).map(({ title }) => title);
  const asked = ALL.filter(({ webhook }) => !webhook).map(({ title }) => title);
  return `It hears ${listed(delivering)} by webhook,\nand asks ${listed(asked)} for what is new.`;
}

/**
 * The pages that follow from the registry of platforms.
 * @param readme the README as it is
 * @throws {Error} when the README has no place for its list
 */
export function networkPages(readme: string): Page[] {
  if (!REGION.test(readme)) throw new Error('README.md has no <!-- networks --> for its list of networks.');
  const text = readme.replace(REGION, (_all, start: string, end: string) => `${start}${sentence()}${end}`);
  return [
    { path: 'docs/platforms/README.md', text: networksText() },
    { path: 'README.md', text },
  ];
}
