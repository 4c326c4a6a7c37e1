import type { Permission } from '#contracts/agent-route.ts';

/** People are authorised by group: a role is a set of permissions. Groups that are no role of ours count for nothing. */
const AGENT: readonly Permission[] = ['tickets:read', 'tickets:work', 'media:read', 'messages:hide', 'policies:read'];
const LEAD: readonly Permission[] = [
  ...AGENT,
  'tickets:assign',
  'replies:settle',
  'personal_data:read',
  'metrics:read',
  'customers:write',
];
const ADMIN: readonly Permission[] = [...LEAD, 'policies:write', 'labels:export'];

export const ROLES: Readonly<Record<'agent' | 'lead' | 'admin', readonly Permission[]>> = {
  agent: AGENT,
  lead: LEAD,
  admin: ADMIN,
};

/**
 * Machines are authorised by scope. None settles a doubtful reply or hides what a customer wrote, which takes a person who
 * has looked, reads personal data, or looks at what customers attach, which can't be masked.
 */
export const SCOPES: Readonly<Record<string, Permission>> = {
  'earshot/tickets.read': 'tickets:read',
  'earshot/tickets.work': 'tickets:work',
  'earshot/tickets.assign': 'tickets:assign',
  'earshot/labels.export': 'labels:export',
  'earshot/metrics.read': 'metrics:read',
  'earshot/customers.write': 'customers:write',
  'earshot/policies.read': 'policies:read',
  'earshot/policies.write': 'policies:write',
};

const isRole = (group: string): group is keyof typeof ROLES => Object.hasOwn(ROLES, group);

/** What the members of these groups may do. */
export function permissionsOfGroups(groups: readonly string[]): ReadonlySet<Permission> {
  return new Set(groups.filter(isRole).flatMap((role) => ROLES[role]));
}

/** What a token with these scopes may do. */
export function permissionsOfScopes(scopes: readonly string[]): ReadonlySet<Permission> {
  return new Set(scopes.flatMap((scope) => (Object.hasOwn(SCOPES, scope) ? (SCOPES[scope] ?? []) : [])));
}
