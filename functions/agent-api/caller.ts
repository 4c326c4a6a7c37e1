import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { Permission } from '#contracts/agent-route.ts';
import { permissionsOfGroups, permissionsOfScopes } from './roles.ts';

/** Who calls, by the claims of the token that the gateway has verified. */
export interface Caller {
  /** `automation`: a machine token. What it writes to customers passes the guard. */
  readonly kind: 'agent' | 'automation';
  /** The token's `sub`. */
  readonly id: string;
  readonly permissions: ReadonlySet<Permission>;
}

type Claims = Readonly<Record<string, unknown>>;

/** Cognito's claim first, then what other issuers use; the first one present counts alone. */
const GROUP_CLAIMS = ['cognito:groups', 'groups', 'roles'] as const;
const LONGEST_ID = 200;

/** A list claim: an array in a token, `[agent lead]` once API Gateway has passed it on. */
function listIn(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((each) => typeof each === 'string');
  return typeof claim === 'string'
    ? claim
        .replace(/^\[(.*)\]$/s, '$1')
        .split(/[\s,]+/)
        .filter(Boolean)
    : [];
}

/** A client-credentials token speaks for its client alone: `sub` is the client (Auth0 appends `@clients`). */
function isMachine({ sub, client_id: client, azp }: Claims): boolean {
  const clients = [client, azp].filter((id) => typeof id === 'string');
  return clients.some((id) => sub === id || sub === `${id}@clients`);
}

/**
 * Reads the caller. A person's scopes count for nothing, and neither do a machine's groups.
 * @throws {ApiProblem} 401 without claims or `sub`.
 */
export function callerOf(claims: Claims | undefined): Caller {
  const id = claims?.['sub'];
  if (!claims || typeof id !== 'string' || id === '' || id.length > LONGEST_ID) {
    throw new ApiProblem('unauthenticated', 'The request needs a token that says who is calling.');
  }
  if (isMachine(claims)) {
    return { kind: 'automation', id, permissions: permissionsOfScopes(listIn(claims['scope'])) };
  }
  const claim = GROUP_CLAIMS.find((name) => claims[name] !== undefined);
  return { kind: 'agent', id, permissions: permissionsOfGroups(claim ? listIn(claims[claim]) : []) };
}

/** @throws {ApiProblem} 403 when the caller's role or scopes do not allow it. */
export function assertMay({ permissions }: Caller, permission: Permission): void {
  if (permissions.has(permission)) return;
  throw new ApiProblem(
    'forbidden',
    `This takes the permission ${permission}, which no group or scope of the token gives.`,
  );
}
