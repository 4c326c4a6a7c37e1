import { lookEnvelope } from '#contracts/channel-watch.ts';
import type { QueueRecord } from '#functions/shell/batch.ts';
import { faultOf } from '#functions/shell/log.ts';
import { hear } from './hear.ts';
import { look } from './look.ts';
import type { WatchChannelsPorts } from './ports.ts';
import { prove } from './prove.ts';

/** Learns each channel's rhythm from what customers say, and tells when one falls quiet or its platform refuses it. */

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Works through a batch: what was said first, so that nobody is called silent who has just spoken.
 * @returns the ids of the records to be retried. Counts may then be counted twice, which no rhythm minds.
 */
export function createWatchChannels(ports: WatchChannelsPorts) {
  return async (records: readonly QueueRecord[]): Promise<string[]> => {
    const bodies = records.map(({ body }) => parsed(body));
    try {
      await hear(ports, bodies);
      await prove(ports, bodies);
      if (bodies.some((body) => lookEnvelope.safeParse(body).success)) await look(ports);
      return [];
    } catch (error) {
      ports.log.warn('channels not watched', { records: records.length, ...faultOf(error) });
      return records.map(({ id }) => id);
    }
  };
}
