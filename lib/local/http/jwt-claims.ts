/** Claims as API Gateway's JWT authorizer passes them: every value a string. */

export type Claims = Readonly<Record<string, string>>;

/** A list becomes `[a b]`, the way Cognito's groups arrive in a function. */
export function claimsOf(payload: Readonly<Record<string, unknown>>): Claims {
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, claimText(value)]),
  );
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The scopes of a token: `scope`, or `scp` as some issuers call it. */
export function scopesOf({ scope, scp }: Readonly<Record<string, unknown>>): string[] {
  const scopes = scope ?? scp ?? '';
  return Array.isArray(scopes) ? scopes.map(String) : String(scopes).split(' ').filter(Boolean);
}
