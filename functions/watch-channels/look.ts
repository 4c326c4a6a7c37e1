import { quietOf } from '#domain/channel/silence.ts';
import type { ChannelHealth } from '#domain/channel-health.ts';
import { checkDue } from './check.ts';
import type { WatchChannelsPorts } from './ports.ts';
import { regained } from './regain.ts';

/** Looks at every channel: is it too quiet, can it be polled, and now and then, what does its platform say of it. */

/** A poll that fails once may have met a busy platform. */
const POLL_TROUBLE_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

const iso = (ms: number): string => new Date(ms).toISOString();

async function silences({ rhythms, clock }: WatchChannelsPorts): Promise<ChannelHealth[]> {
  const now = clock();
  return (await rhythms.all()).flatMap(({ account, rhythm }): ChannelHealth[] => {
    const { kind } = quietOf(rhythm, Date.parse(now));
    // That it is heard again is said when it is: a rhythm that quietens down proves nothing.
    if (kind !== 'silent') return [];
    return [{ account, concern: 'silence', state: 'unwell', reason: 'silent', since: iso(rhythm.heardMs) }];
  });
}

async function polls({ accounts, pollStates, clock }: WatchChannelsPorts): Promise<ChannelHealth[]> {
  const named = (await accounts()).map(({ account }) => account);
  const nowMs = Date.parse(clock());
  return (await pollStates.getAll(named)).flatMap(({ account, failure }): ChannelHealth[] => {
    if (!failure) return [{ account, concern: 'polling', state: 'well', since: clock() }];
    const { reason, since } = failure;
    const isLasting = nowMs - Date.parse(since) >= POLL_TROUBLE_MS;
    return isLasting ? [{ account, concern: 'polling', state: 'unwell', reason, since }] : [];
  });
}

/** Between two askings of the platforms a subscription may have ended at any time. */
function remember(ports: WatchChannelsPorts, health: ChannelHealth): Promise<void> {
  const isRegained = health.concern === 'connection' && health.state === 'well';
  return isRegained ? regained(ports, health, ports.checkHours * HOUR_MS) : ports.channels.report(health);
}

/** Remembers what is found; one channel that can't be looked at never hides the others. */
export async function look(ports: WatchChannelsPorts): Promise<void> {
  const found = [...(await silences(ports)), ...(await polls(ports)), ...(await checkDue(ports))];
  for (const health of found) await remember(ports, health);
  const unwell = found.filter(({ state }) => state === 'unwell').length;
  ports.log.info('channels looked at', { looked: found.length, unwell });
}
