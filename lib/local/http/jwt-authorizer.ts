/** API Gateway's JWT authorizer: who may call a route. */
import { createLocalJWKSet, createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { type Claims, claimsOf, scopesOf } from './jwt-claims.ts';

export interface JwtAuthorizerOptions {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Where the issuer's keys are. */
  readonly keys: Parameters<typeof createLocalJWKSet>[0] | URL;
  readonly clock: Clock;
}

export type Verdict =
  | { readonly status: 'allowed'; readonly claims: Claims; readonly scopes: readonly string[] | null }
  | { readonly status: 'unauthorized' | 'forbidden' };

/** Checks the token of an Authorization header against the scopes of a route. */
export type JwtAuthorizer = (header: string | undefined, routeScopes: readonly string[]) => Promise<Verdict>;

/** Makes an authorizer; keys are fetched once and kept, as API Gateway does. */
export function jwtAuthorizer({ issuer, audience, keys, clock }: JwtAuthorizerOptions): JwtAuthorizer {
  const keySet = keys instanceof URL ? createRemoteJWKSet(keys) : createLocalJWKSet(keys);
  const verify = async (token: string): Promise<JWTPayload | undefined> => {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        algorithms: ['RS256'],
        currentDate: new Date(clock.now()),
      });
      return payload;
    } catch {
      return undefined;
    }
  };
  return async (header, routeScopes) => {
    const token = header?.replace(/^bearer /i, '');
    const payload = token ? await verify(token) : undefined;
    if (!payload || !isMeantForUs(payload, audience) || isFromLater(payload, clock)) return { status: 'unauthorized' };
    const scopes = scopesOf(payload);
    if (routeScopes.length > 0 && !routeScopes.some((scope) => scopes.includes(scope))) return { status: 'forbidden' };
    return { status: 'allowed', claims: claimsOf(payload), scopes: routeScopes.length > 0 ? scopes : null };
  };
}

/** `aud`, or `client_id` where a token has no audience, as Cognito's access tokens. */
function isMeantForUs({ aud, client_id: client }: JWTPayload, audience: readonly string[]): boolean {
  const named = aud === undefined ? [client] : [aud].flat();
  return audience.length === 0 || named.some((name) => typeof name === 'string' && audience.includes(name));
}

function isFromLater({ iat }: JWTPayload, clock: Clock): boolean {
  return iat !== undefined && iat > Math.ceil(clock.now() / 1000);
}
