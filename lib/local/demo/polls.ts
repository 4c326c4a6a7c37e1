import { accountOf, type CareStack } from '#local/care/care-stack.ts';
import type { Planned } from '#local/demo/plan.ts';
import { type PlatformName, platforms } from '#platforms/registry.ts';

/** Has accounts polled whose platforms do not deliver. The demo's minutes are too many to poll in each. */

/** The platforms that are polled. */
export const POLLED: readonly PlatformName[] = (Object.keys(platforms) as PlatformName[]).filter(
  (name) => !platforms[name].webhook,
);

/** The polled platforms on which something is said. */
export function polledIn(planned: readonly Planned[]): readonly PlatformName[] {
  return POLLED.filter((name) => planned.some(({ platform }) => platform === name));
}

/** Orders a poll of these platforms' accounts, as a person may who will not wait for the next one. */
export async function orderPolls({ stack }: CareStack, names: readonly PlatformName[]): Promise<void> {
  if (names.length > 0) await stack.invoke('plan-polls', { accounts: names.map(accountOf) });
}
