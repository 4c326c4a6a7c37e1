import * as z from 'zod/mini';
import { actor } from '#domain/actor.ts';

/** Documents in versions (policies, calendars), as the agent API shows them and as its routes treat them. */

/** What every version says beside its document. */
export const versionFields = {
  version: z.string().check(z.describe('A number, or the name of what ships when nobody has put anything.')),
  by: z.optional(actor),
  at: z.optional(z.string()),
  why: z.optional(z.string()),
};

/** A version without its document. */
const versionView = z.strictObject(versionFields);
export type VersionView = z.infer<typeof versionView>;
export const versionList = z.strictObject({ versions: z.array(versionView).check(z.describe('The newest first.')) });

/** What the rows of a document's routes have in common. */
export const reading = { method: 'GET', permission: 'policies:read', success: 200, versioned: false } as const;
export const writing = {
  method: 'PUT',
  permission: 'policies:write',
  success: 200,
  versioned: true,
  checked: true,
} as const;
