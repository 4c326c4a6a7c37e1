/** CORS as an HTTP API answers it by itself. */
export interface CorsSettings {
  readonly AllowOrigins?: readonly string[] | undefined;
  readonly AllowHeaders?: readonly string[] | undefined;
  readonly AllowMethods?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly AllowCredentials?: boolean | undefined;
  readonly MaxAge?: number | undefined;
}

/** The headers for a caller's origin; none when it isn't allowed. */
export function corsHeaders(
  settings: CorsSettings | undefined,
  origin: string | undefined,
  preflight: boolean,
): Record<string, string> {
  const { AllowOrigins = [], AllowCredentials, ExposeHeaders = [] } = settings ?? {};
  const any = AllowOrigins.includes('*');
  if (!origin || !(any || AllowOrigins.includes(origin))) return {};
  return {
    'access-control-allow-origin': any && !AllowCredentials ? '*' : origin,
    ...(AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(preflight
      ? preflightHeaders(settings)
      : ExposeHeaders.length > 0 && { 'access-control-expose-headers': ExposeHeaders.join(',') }),
  };
}

function preflightHeaders({ AllowHeaders = [], AllowMethods = [], MaxAge }: CorsSettings = {}): Record<string, string> {
  return {
    ...(AllowHeaders.length > 0 && { 'access-control-allow-headers': AllowHeaders.join(',') }),
    ...(AllowMethods.length > 0 && { 'access-control-allow-methods': AllowMethods.join(',') }),
    ...(MaxAge !== undefined && { 'access-control-max-age': String(MaxAge) }),
  };
}
