import { PermanentError } from '#domain/errors.ts';
import { orderBackfill, orderedLines } from '#local/channel/backfill.ts';
import {
  CHANNEL_HELP,
  type ChannelCommand,
  type ChannelDeed,
  parseChannelOptions,
} from '#local/channel/command-line.ts';
import { ask, givenIn } from '#local/channel/given.ts';
import { addAccount, checkedLines, checkOne, setupOf } from '#local/channel/run.ts';
import { channelStage } from '#local/channel/stage.ts';
import { UsageError } from '#local/command-line.ts';
import { accountId, platformOfAccount } from '#platforms/account.ts';

/** `npm run channel`: the brand's accounts, connected and asked how they are. */

type Adding = Extract<ChannelDeed, { kind: 'add' }>;

async function givenFor({ platform, account, fields: file }: Adding) {
  const { account: aboutId, fields } = setupOf(platform);
  const asked = await ask([
    ...(account === undefined ? [{ name: 'account', about: aboutId, shown: true }] : []),
    ...(file ? [] : fields),
  ]);
  const { account: id = account, ...given } = asked;
  if (!id) throw new UsageError('An account needs its id.');
  // Everywhere else an account is written with its platform.
  const own = platformOfAccount(id) === platform ? accountId(id) : id;
  return { name: platform, account: own, given: file ? givenIn(file, fields) : given };
}

async function add(deed: Adding, { outputs, stage, json }: ChannelCommand): Promise<boolean> {
  const added = await addAccount(channelStage(outputs, stage), await givenFor(deed));
  console.log(`${added.account} is connected. The functions know it within a minute.`);
  if (added.webhookUrl) console.log(`Give the platform this address: ${added.webhookUrl}`);
  console.log(`The rest: ${added.page}. Then: npm run channel -- check ${added.account}`);
  if (json) console.log(JSON.stringify(added));
  return true;
}

async function check(account: string, { outputs, stage, json }: ChannelCommand): Promise<boolean> {
  const checked = await checkOne(channelStage(outputs, stage), account, { nowMs: Date.now() });
  for (const line of checkedLines(checked)) console.log(line);
  if (json) console.log(JSON.stringify(checked));
  return checked.well;
}

async function backfill(
  { account, fromMs, toMs }: Extract<ChannelDeed, { kind: 'backfill' }>,
  { outputs, stage, json }: ChannelCommand,
): Promise<boolean> {
  const nowMs = Date.now();
  const ordered = await orderBackfill(channelStage(outputs, stage), account, { fromMs, toMs: toMs ?? nowMs, nowMs });
  for (const line of orderedLines(ordered)) console.log(line);
  if (json) console.log(JSON.stringify(ordered));
  return true;
}

function needs(platform: Adding['platform'], { json }: ChannelCommand): boolean {
  const setup = setupOf(platform);
  console.log(`account: ${setup.account}`);
  for (const { name, about, optional } of setup.fields)
    console.log(`${name}: ${about}${optional ? ' (optional)' : ''}`);
  if (json) console.log(JSON.stringify(setup));
  return true;
}

async function run(command: ChannelCommand): Promise<boolean> {
  const { deed } = command;
  switch (deed.kind) {
    case 'add':
      return add(deed, command);
    case 'check':
      return check(deed.account, command);
    case 'backfill':
      return backfill(deed, command);
    case 'needs':
      return needs(deed.platform, command);
  }
}

/** Why nobody can be spoken to in the account's name. */
function unusable({ reason }: PermanentError): string {
  return reason === 'credentials_missing'
    ? 'The stage has no credentials of this account: npm run channel -- add.'
    : `The stage's credentials of this account are of no use (${reason}): npm run channel -- add puts others in their place.`;
}

async function main(): Promise<number> {
  try {
    const command = parseChannelOptions(process.argv.slice(2));
    if (command === 'help') {
      console.log(CHANNEL_HELP);
      return 0;
    }
    return (await run(command)) ? 0 : 1;
  } catch (error) {
    console.error(
      error instanceof PermanentError ? unusable(error) : String(error instanceof Error ? error.message : error),
    );
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
