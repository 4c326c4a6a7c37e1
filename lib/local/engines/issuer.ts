/** Who says who an agent is: oauth2-mock-server, handing out tokens as Cognito's pools do. */
import { createHash, randomUUID } from 'node:crypto';
import { Events, OAuth2Server } from 'oauth2-mock-server';
import type { Clock } from '../clock.ts';

export interface TokenOptions {
  /** The agent's id. @default one that follows from the role, the same in every run */
  readonly sub?: string | undefined;
  /** How long the token is valid in the run's time; below zero for one that has expired. @default 3600 */
  readonly ttlSeconds?: number | undefined;
  /** More scopes than Cognito's own. */
  readonly scopes?: readonly string[] | undefined;
}

export interface LocalIssuer {
  readonly url: string;
  /** The issuer's public keys. */
  readonly keys: URL;
  /** An access token like Cognito's for a member of the group, made for the client. */
  token(role: string, client: string, options?: TokenOptions): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the issuer on a free port. Its tokens are valid by the run's clock. */
export async function startIssuer(clock: Clock): Promise<LocalIssuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  server.issuer.url = `http://127.0.0.1:${server.address().port}`;
  const url = server.issuer.url;
  server.service.on(Events.BeforeTokenSigning, ({ payload }: { payload: Record<string, unknown> }) => {
    for (const name of ['iat', 'nbf', 'exp']) payload[name] = Number(payload[name]) + Math.floor(clock.offsetMs / 1000);
  });
  return {
    url,
    keys: new URL(`${url}/jwks`),
    token: (role, client, options) =>
      server.issuer.buildToken({
        scopesOrTransform: (_header, payload) =>
          Object.assign(payload, cognitoClaims(clock, { role, client, ...options })),
      }),
    stop: () => server.stop(),
  };
}

interface Subject extends TokenOptions {
  readonly role: string;
  readonly client: string;
}

function cognitoClaims(clock: Clock, { role, client, sub, ttlSeconds = 3600, scopes = [] }: Subject): object {
  const id = sub ?? stableId(role);
  const now = Math.floor(clock.now() / 1000);
  const issuedAt = ttlSeconds < 0 ? now + ttlSeconds - 3600 : now;
  return {
    sub: id,
    'cognito:groups': [role],
    client_id: client,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    token_use: 'access',
    scope: ['aws.cognito.signin.user.admin', ...scopes].join(' '),
    auth_time: issuedAt,
    iat: issuedAt,
    nbf: undefined,
    exp: now + ttlSeconds,
    jti: randomUUID(),
    username: id,
  };
}

function stableId(role: string): string {
  const digits = createHash('sha256').update(`agent ${role}`).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
