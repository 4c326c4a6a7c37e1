/** Whether any work is left, and what. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

/** What still goes on; empty when nothing does. */
export function workLeft(world: World): string[] {
  const { server, worked, streamMappings, buses, background, functions, apis } = world;
  const left: string[] = [];
  for (const name of worked) {
    const { visible, inFlight, delayed } = server.depth(name);
    if (visible + inFlight + delayed > 0)
      left.push(`queue ${name}: ${visible} visible, ${inFlight} in flight, ${delayed} delayed`);
  }
  if (streamMappings.some(({ drained }) => !drained)) left.push('a stream is not read to its end');
  if (buses.pending > 0) left.push(`the bus has ${buses.pending} deliveries to make`);
  if (background.size > 0) left.push(`${background.size} asynchronous invocations are not done`);
  for (const made of functions.values()) {
    const { busy, waiting, label } = made.state();
    if (busy + waiting > 0) left.push(`${label} is at work`);
  }
  for (const { api, logicalId } of apis.values()) if (api.active > 0) left.push(`${logicalId} answers a request`);
  return left;
}

const PAUSE_MS = 25;
/** Looks in a row that must find nothing: a hand-over between two engines may fall between two looks. */
const LOOKS = 3;

/** Resolves when no work is left; rejects with what is, when that takes too long. */
export async function untilIdle(world: World, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let quiet = 0; quiet < LOOKS; ) {
    const left = workLeft(world);
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (Date.now() > deadline && left.length > 0)
      throw new Error(`Still at work after ${timeoutMs} ms:\n  ${left.join('\n  ')}`);
    await sleep(PAUSE_MS);
  }
}
