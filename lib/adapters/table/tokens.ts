import type { ItemStore } from '#adapters/table/item-store.ts';
import { itemOf, tokenKey } from '#adapters/table/keys.ts';
import type { KeptTokens } from '#adapters/token-ports.ts';
import { tableItems } from '#contracts/table.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/table-keys.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** Sealed access tokens as items, one an account; a while after they have run out they expire. */
export function tableTokens(store: ItemStore): KeptTokens {
  return {
    get: async (account) => {
      const item = await store.get(tokenKey(account));
      return item && tableItems.token.schema.parse(item);
    },
    put: async (account, { sealed, expiresAtMs }, seen) => {
      const expiresAt = Math.ceil(expiresAtMs / 1000) + DAY_SECONDS;
      const item = itemOf('token', tokenKey(account), { sealed, revision: (seen ?? 0) + 1 });
      const condition = seen === undefined ? 'absent' : { unchanged: { revision: seen } };
      return (await store.put({ ...item, [EXPIRY_ATTRIBUTE]: expiresAt }, condition)).put;
    },
  };
}
