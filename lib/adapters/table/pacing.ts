import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, paceKey } from '#adapters/table/keys.ts';
import { tableItems } from '#contracts/table.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/table-keys.ts';
import { TransientError } from '#domain/errors.ts';
import { AT_REST, isSlotGood, nextSlot, type Paced, type PaceState, type Pacing } from '#domain/pacing.ts';

/** The pace of accounts as items: one an account, and one for each pace of its own, changed under its revision by every environment. */

export interface PacingDeps {
  readonly store: ItemStore;
  readonly backOff: (attempt: number) => Promise<void>;
}

const schema = tableItems.pace.schema;
const MOST_TRIES = 60;
const DAY_SECONDS = 24 * 60 * 60;

/** Nobody asks any more a day after the last slot. */
const expiryOf = ({ nextMs, restsUntilMs }: PaceState): number =>
  Math.ceil(Math.max(nextMs, restsUntilMs) / 1000) + DAY_SECONDS;

/** Changes an account's state; `change` answers with what is to be told, and the next state unless it stays. */
async function changed<T>(
  { store, backOff }: PacingDeps,
  paced: Paced,
  change: (state: PaceState) => { readonly told: T; readonly next?: PaceState | undefined },
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const found = await store.get(paceKey(paced));
    const before = found && schema.parse(found);
    const { told, next } = change(before ?? AT_REST);
    if (!next) return told;
    const revision = (before?.revision ?? 0) + 1;
    const item = itemOf('pace', paceKey(paced), { ...next, revision, [EXPIRY_ATTRIBUTE]: expiryOf(next) });
    const { put } = await store.put(item, before ? { unchanged: { revision: before.revision } } : 'absent');
    if (put) return told;
    await backOff(attempt);
  }
  throw new TransientError('the pace of the account is busy');
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** The pacing of a table. */
export function tablePacing(deps: PacingDeps): Pacing {
  return {
    take: (paced, { limit, now, held }) =>
      changed(deps, paced, (state) => {
        const nowMs = Date.parse(now);
        if (held !== undefined && isSlotGood(Date.parse(held), state, nowMs)) return { told: now };
        const { atMs, state: next } = nextSlot(state, limit, nowMs);
        return { told: iso(atMs), next: limit && next };
      }),
    rest: (paced, until) =>
      changed(deps, paced, (state) => {
        const restsUntilMs = Date.parse(until);
        return { told: undefined, next: restsUntilMs > state.restsUntilMs ? { ...state, restsUntilMs } : undefined };
      }),
  };
}
