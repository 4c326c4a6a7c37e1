/** Which route of an HTTP API takes a request. */

/** What a route key such as `GET /tickets/{id}` means. */
interface Pattern {
  readonly method: string;
  readonly segments: readonly string[];
}

export interface Route {
  readonly key: string;
}

export interface Match<R extends Route> {
  readonly route: R;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Makes a matcher; where several routes fit, the most specific one wins, `$default` last, as in API Gateway. */
export function routeMatcher<R extends Route>(
  routes: readonly R[],
): (method: string, path: string) => Match<R> | undefined {
  const patterns = routes
    .filter(({ key }) => key !== '$default')
    .map((route) => ({ route, pattern: parse(route.key) }))
    .toSorted((a, b) => compare(a.pattern, b.pattern));
  const fallback = routes.find(({ key }) => key === '$default');
  return (method, path) => {
    for (const { route, pattern } of patterns) {
      const parameters = parametersOf(pattern, method, path);
      if (parameters) return { route, parameters };
    }
    return fallback && { route: fallback, parameters: {} };
  };
}

function parse(key: string): Pattern {
  const [method = '', path = ''] = key.split(' ');
  return { method, segments: segmentsOf(path) };
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1);
const isVariable = (segment: string): boolean => segment.startsWith('{');
const isGreedy = (segment: string): boolean => segment.endsWith('+}');

function parametersOf({ method, segments }: Pattern, actual: string, path: string): Record<string, string> | undefined {
  if (method !== 'ANY' && method !== actual) return undefined;
  const parts = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = isGreedy(segment) ? parts.slice(index).join('/') : parts[index];
    if (part === undefined || (isVariable(segment) ? part === '' : part !== segment)) return undefined;
    if (isVariable(segment)) parameters[segment.replaceAll(/[{}+]/g, '')] = part;
    if (isGreedy(segment)) return parameters;
  }
  return parts.length === segments.length ? parameters : undefined;
}

/** Literal before variable before greedy, segment by segment; a named method before ANY. */
function compare(a: Pattern, b: Pattern): number {
  const rank = (segment: string | undefined): number =>
    segment === undefined ? 3 : isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0;
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index += 1) {
    const difference = rank(a.segments[index]) - rank(b.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}
