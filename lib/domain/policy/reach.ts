import type { Condition } from '#domain/policy/policy.ts';
import { PRIORITIES } from '#domain/sla.ts';

/** Which rules nothing can reach, because the rules before them take every ticket that they are for. */

/** Values of one property of a ticket: these, or all but these. */
type Among = { readonly has: readonly string[] } | { readonly not: readonly string[] };

const PROPERTIES = ['priority', 'visibility', 'platform', 'channel', 'tier', 'team'] as const;
/** The tickets that a condition admits: every combination of its properties' values. */
type Box = Readonly<Record<(typeof PROPERTIES)[number], Among>>;

/** Beyond so many pieces nobody is told of a rule that cannot be reached: no policy that people wrote comes near. */
const MOST_PIECES = 2000;

function both(a: readonly string[], b: readonly string[]): string[] {
  const others = new Set(b);
  return a.filter((each) => others.has(each));
}

function without(a: readonly string[], b: readonly string[]): string[] {
  const others = new Set(b);
  return a.filter((each) => !others.has(each));
}

const either = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function common(a: Among, b: Among): Among {
  if ('has' in a) return { has: 'has' in b ? both(a.has, b.has) : without(a.has, b.not) };
  return 'has' in b ? { has: without(b.has, a.not) } : { not: either(a.not, b.not) };
}

function beyond(a: Among, b: Among): Among {
  if ('has' in a) return { has: 'has' in b ? without(a.has, b.has) : both(a.has, b.not) };
  return 'has' in b ? { not: either(a.not, b.has) } : { has: without(b.not, a.not) };
}

const isNone = (among: Among): boolean => 'has' in among && among.has.length === 0;

const listed = (values: readonly string[] | undefined): Among => (values ? { has: values } : { not: [] });

function boxOf({ priority = [...PRIORITIES], visibility, platform, channel, tier, team }: Condition): Box {
  return {
    priority: { has: priority },
    visibility: { has: visibility ? [visibility] : ['public', 'private'] },
    platform: listed(platform),
    channel: listed(channel),
    tier: listed(tier),
    team: listed(team),
  };
}

/** What is left of a box without another, as boxes that do not overlap. */
function less(box: Box, taken: Box): Box[] {
  if (PROPERTIES.some((property) => isNone(common(box[property], taken[property])))) return [box];
  const pieces: Box[] = [];
  let rest = box;
  for (const property of PROPERTIES) {
    const outside = beyond(rest[property], taken[property]);
    if (!isNone(outside)) pieces.push({ ...rest, [property]: outside });
    rest = { ...rest, [property]: common(rest[property], taken[property]) };
  }
  return pieces;
}

function isCovered(box: Box, taken: readonly Box[]): boolean {
  let left = [box];
  for (const each of taken) {
    left = left.flatMap((piece) => less(piece, each));
    if (left.length === 0) return true;
    if (left.length > MOST_PIECES) return false;
  }
  return false;
}

/**
 * The rules that can never be the first to hold, by their places from 0.
 * @returns each with the one rule before it that takes all its tickets; `by` is absent when several do so together.
 */
export function unreachable(
  conditions: readonly Condition[],
): { readonly rule: number; readonly by?: number | undefined }[] {
  const boxes = conditions.map(boxOf);
  return boxes.flatMap((box, rule) => {
    const before = boxes.slice(0, rule);
    if (!isCovered(box, before)) return [];
    const by = before.findIndex((each) => less(box, each).length === 0);
    return [{ rule, by: by === -1 ? undefined : by }];
  });
}
