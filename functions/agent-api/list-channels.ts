import { mendOf } from '#domain/channel/mend.ts';
import type { Rhythm } from '#domain/channel/rhythm.ts';
import { quietOf, weekly } from '#domain/channel/silence.ts';
import type { ChannelHealth } from '#domain/channel-health.ts';
import type { Answer, Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';

/** Shows every account that was ever heard or unwell, those that are unwell first. */

type ChannelView = Answer<'listChannels'>['body']['channels'][number];

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** What is known of how often an account is written to. */
function rhythmView(rhythm: Rhythm | undefined, now: string): Omit<ChannelView, 'account' | 'state' | 'concerns'> {
  if (!rhythm) return { rhythm: 'unlearned' };
  const heard = { lastHeardAt: new Date(rhythm.heardMs).toISOString(), messagesAWeek: tenth(weekly(rhythm)) };
  const quiet = quietOf(rhythm, Date.parse(now));
  if (quiet.kind === 'unlearned') return { ...heard, rhythm: 'unlearned' };
  return { ...heard, rhythm: 'learned', missing: tenth(quiet.expected), toldAt: tenth(quiet.alarmAt) };
}

function concernsIn(healths: readonly ChannelHealth[]): ChannelView['concerns'] {
  return healths
    .filter(({ state }) => state === 'unwell')
    .map(({ concern, reason = 'unknown', since }) => ({ concern, reason, since, mend: mendOf(reason) }));
}

/** Lists the channels. */
export function listChannels({ channels, rhythms, clock }: AgentApiPorts): Operation<'listChannels'> {
  return async () => {
    const [healths, heard] = await Promise.all([channels.all(), rhythms.all()]);
    const byAccount = Map.groupBy(healths, ({ account }) => account);
    const rhythmOf = new Map(heard.map(({ account, rhythm }) => [account, rhythm]));
    const now = clock();
    const views = [...new Set([...byAccount.keys(), ...rhythmOf.keys()])].map((account): ChannelView => {
      const concerns = concernsIn(byAccount.get(account) ?? []);
      const state = concerns.length > 0 ? 'unwell' : 'well';
      return { account, state, concerns, ...rhythmView(rhythmOf.get(account), now) };
    });
    const order = ({ state, account }: ChannelView) => `${state === 'unwell' ? 0 : 1} ${account}`;
    return { body: { channels: views.sort((a, b) => (order(a) < order(b) ? -1 : 1)) } };
  };
}
