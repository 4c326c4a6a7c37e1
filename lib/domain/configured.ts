import type { Fact } from '#domain/change.ts';
import { versionName } from '#domain/policy/documents.ts';
import type { Version } from '#domain/versioned.ts';

/** What a new version of what people configure tells; a family that is not here tells nothing. */

const TOLD: Readonly<Record<string, { readonly type: string; readonly nameAs?: string }>> = {
  'sla-policy': { type: 'sla.policy_changed' },
  calendar: { type: 'sla.calendar_changed', nameAs: 'calendar' },
};

/** The facts of a version that was put. @param family which documents it is of. */
export function configuredFacts(family: string, version: Version<unknown>): Fact[] {
  const told = TOLD[family];
  if (!told) return [];
  const { type, nameAs } = told;
  const { name, number, by, at: time } = version;
  const data = { ...(nameAs && { [nameAs]: name }), version: versionName(version), by };
  return [{ key: `${type}/${name}/${number}`, type, time, data }];
}
