import { credentialsIn } from '#adapters/account-credentials.ts';
import { httpSender } from '#adapters/http-sender.ts';
import { type Ask, checkAccount, type Found } from '#platforms/check-account.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';
import type { Setup } from '#platforms/setup.ts';
import { webhookAddress } from '#platforms/webhook-address.ts';
import { UsageError } from '../command-line.ts';
import { credentialsWith, webhooksWith } from './entries.ts';
import { type Given, missingFrom } from './given.ts';
import type { ChannelStage } from './stage.ts';

/** Adds an account to a stage, or asks its platform how it is. */

export interface Added {
  readonly account: string;
  /** The address to give the platform; absent where it is polled. */
  readonly webhookUrl?: string | undefined;
  readonly page: string;
}

export interface Checked {
  readonly account: string;
  readonly well: boolean;
  readonly found: readonly Found[];
}

/** @throws {UsageError} when a platform says nothing of what it takes. */
export function setupOf(name: PlatformName): Setup {
  const { setup } = platforms[name];
  if (!setup) throw new UsageError(`${name} says nothing of what connecting it takes: see docs/platforms/${name}.md.`);
  return setup;
}

/** Puts the account into the secrets. @throws {UsageError} when a field is missing. */
export async function addAccount(
  stage: ChannelStage,
  { name, account, given }: { readonly name: PlatformName; readonly account: string; readonly given: Given },
): Promise<Added> {
  const setup = setupOf(name);
  const missing = missingFrom(given, setup.fields);
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.join(', ')} (npm run channel -- needs ${name}).`);
  const adding = { platform: name, account, setup, given };
  const webhooks = webhooksWith(await stage.webhooks.read(), adding);
  if (webhooks) await stage.webhooks.write(webhooks);
  await stage.alone(async () => stage.credentials.write(credentialsWith(await stage.credentials.read(), adding)));
  const added = `${name}:${account}`;
  return {
    account: added,
    webhookUrl: webhookAddress(platforms[name], added, stage.webhookUrl),
    page: `docs/platforms/${name}.md`,
  };
}

/** Asks the platform. An account is well when nothing is unwell and something was asked. */
export async function checkOne(
  stage: ChannelStage,
  account: string,
  { ask = httpSender(), nowMs }: { readonly ask?: Ask; readonly nowMs: number },
): Promise<Checked> {
  const name = account.slice(0, account.indexOf(':')) as PlatformName;
  const credentials = credentialsIn(await stage.credentials.read(), account);
  const address = webhookAddress(platforms[name], account, stage.webhookUrl);
  // Platforms deliver over HTTPS alone: to what runs here they come by a tunnel, whose address is not known.
  const webhookUrl = address?.startsWith('https:') ? address : undefined;
  const found = await checkAccount(platforms[name], { account, credentials, webhookUrl, nowMs }, ask);
  const well = found.length > 0 && found.every(({ finding }) => finding.kind === 'well');
  return { account, well, found };
}

/** What was found, for people. */
export function checkedLines({ account, found }: Checked): string[] {
  if (found.length === 0)
    return [`${account}: its platform answers no such question; send a message and look for its ticket.`];
  return found.map(({ about, finding }) => {
    if (finding.kind === 'well') return `${account}  ${about.padEnd(12)}  well`;
    if (finding.kind === 'unknown') return `${account}  ${about.padEnd(12)}  no answer (${finding.reason})`;
    return `${account}  ${about.padEnd(12)}  NOT WELL: ${finding.reason}. ${finding.mend}`;
  });
}
