import type { Setup } from '#platforms/setup.ts';
import type { Given } from './given.ts';

/** What the two secrets hold after an account was added. Pure. */

type Content = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : {};

/** An account that is being added. */
export interface Adding {
  readonly platform: string;
  readonly account: string;
  readonly setup: Setup;
  readonly given: Given;
}

const namesOf = ({ setup }: Adding, place: Setup['fields'][number]['goesTo']): string[] =>
  setup.fields.filter(({ goesTo }) => goesTo === place).map(({ name }) => name);

/** The webhook secret with the account's entry; undefined when the platform delivers nothing. A secret before stays valid. */
export function webhooksWith(before: Content, adding: Adding): Content | undefined {
  const { platform, account, setup, given } = adding;
  const secrets = namesOf(adding, 'webhookSecret').flatMap((name) => given[name] ?? []);
  if (secrets.length === 0) return undefined;
  const name = setup.webhookEntry === 'account' ? `${platform}:${account}` : platform;
  const entry = asObject(before[name]);
  const known = Array.isArray(entry['secrets']) ? (entry['secrets'] as unknown[]).filter((each) => each !== '') : [];
  const [token] = namesOf(adding, 'verifyToken').flatMap((field) => given[field] ?? []);
  const next = { ...entry, secrets: [...new Set([...secrets, ...known])], ...(token && { verifyToken: token }) };
  return { ...before, [name]: next };
}

/** Stands for a token that is made out of what is in `more`. */
const NONE_YET = 'none yet';

/** What was made of a token, or said of it, goes with it. */
function stayingBeside(entry: Content, accessToken: string): Content {
  const before = asObject(entry['more']);
  if (entry['accessToken'] === accessToken) return before;
  const { renewed: _renewed, renewedFrom: _renewedFrom, expiresAt: _expiresAt, ...staying } = before;
  return staying;
}

/** The credentials secret with the account's entry. */
export function credentialsWith(before: Content, adding: Adding): Content {
  const { platform, account, given } = adding;
  const name = `${platform}:${account}`;
  const entry = asObject(before[name]);
  const [accessToken = NONE_YET] = namesOf(adding, 'accessToken').flatMap((field) => given[field] ?? []);
  const more = Object.fromEntries(
    namesOf(adding, 'more').flatMap((field) => (given[field] ? [[field, given[field]]] : [])),
  );
  const all = { ...stayingBeside(entry, accessToken), ...more };
  return { ...before, [name]: { ...entry, accessToken, ...(Object.keys(all).length > 0 && { more: all }) } };
}
