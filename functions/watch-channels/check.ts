import type { ChannelHealth } from '#domain/channel-health.ts';
import { faultOf } from '#functions/shell/log.ts';
import { checkAccount, type Found } from '#platforms/check-account.ts';
import { webhookAddress } from '#platforms/webhook-address.ts';
import type { WatchChannelsPorts } from './ports.ts';

/** Asks platforms how the brand's accounts are, a few times a day: a call costs somebody's quota. */

const HOUR_MS = 3_600_000;

/** What the answers say: well when all that was answered is, unwell when anything is not; nothing when nobody answered. */
function healthOf(account: string, found: readonly Found[], now: string): ChannelHealth | undefined {
  const findings = found.map(({ finding }) => finding);
  const unwell = findings.find((finding) => finding.kind === 'unwell');
  if (unwell) return { account, concern: 'connection', state: 'unwell', reason: unwell.reason, since: now };
  const isTold = findings.some(({ kind }) => kind === 'well');
  return isTold ? { account, concern: 'connection', state: 'well', since: now } : undefined;
}

async function checkOne(ports: WatchChannelsPorts, account: string): Promise<ChannelHealth[]> {
  const { platformNamed, credentialsOf, webhookUrl, ask, clock, log } = ports;
  const platform = platformNamed(account.slice(0, account.indexOf(':')));
  if (!platform) return [];
  try {
    const credentials = await credentialsOf(account);
    const address = webhookAddress(platform, account, webhookUrl);
    const turn = { account, credentials, webhookUrl: address, nowMs: Date.parse(clock()) };
    // The token is fresh already: it is not got a second time.
    const { token: _token, ...given } = platform;
    const health = healthOf(account, await checkAccount(given, turn, ask), clock());
    return health ? [health] : [];
  } catch (error) {
    log.warn('channel not checked', { platform: platform.name, ...faultOf(error) });
    return [];
  }
}

/** Asks when the last asking was long enough ago; whoever takes the lease asks for all. */
export async function checkDue(ports: WatchChannelsPorts): Promise<ChannelHealth[]> {
  const { checkHours, leases, clock, accounts } = ports;
  if (checkHours === 0) return [];
  const now = clock();
  const until = new Date(Date.parse(now) + checkHours * HOUR_MS).toISOString();
  if (!(await leases.take('check-channels', { now, until }))) return [];
  const found = await Promise.all((await accounts()).map(({ account }) => checkOne(ports, account)));
  return found.flat();
}
